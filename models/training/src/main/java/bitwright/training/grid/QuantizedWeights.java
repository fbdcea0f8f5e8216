package bitwright.training.grid;

import java.util.Arrays;

/**
 * A weight matrix on a grid: {@code weight[n][k] = scale[n] · value[n][k]}.
 *
 * @param outputs number of rows, n
 * @param inputs number of columns, k
 * @param values grid values row by row, exact in float32
 * @param scales one factor per row, or one for all
 */
public record QuantizedWeights(int outputs, int inputs, float[] values, float[] scales) {

  /**
   * Quantizes real weights; the greatest grid value is put {@code clip} standard deviations out.
   *
   * @param weights real weights, row by row
   * @param clip where the grid ends, in root mean squares of the weights it covers
   */
  public static QuantizedWeights of(
      float[] weights, int outputs, Grid grid, WeightScale rule, double clip) {
    int inputs = weights.length / outputs;
    float[] scales =
        switch (rule) {
          case ONE -> new float[] {1};
          case PER_TENSOR -> new float[] {scale(weights, 0, weights.length, grid, clip)};
          case PER_CHANNEL -> {
            float[] perRow = new float[outputs];
            for (int n = 0; n < outputs; n++) {
              perRow[n] = scale(weights, n * inputs, inputs, grid, clip);
            }
            yield perRow;
          }
        };
    float[] values = new float[weights.length];
    for (int i = 0; i < values.length; i++) {
      double scale = scales[scales.length == 1 ? 0 : i / inputs];
      values[i] = (float) grid.nearest(weights[i] / scale);
    }
    return new QuantizedWeights(outputs, inputs, values, scales);
  }

  /** The weights with their scale, rounded to float32, row by row. */
  public float[] scaled() {
    float[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scales[scales.length == 1 ? 0 : i / inputs];
    }
    return scaled;
  }

  /** {@code matrix}, given row by row, column by column: {@code [inputs][outputs]}. */
  public float[] transposed(float[] matrix) {
    float[] transposed = new float[matrix.length];
    for (int n = 0; n < outputs; n++) {
      for (int k = 0; k < inputs; k++) {
        transposed[k * outputs + n] = matrix[n * inputs + k];
      }
    }
    return transposed;
  }

  private static float scale(float[] weights, int from, int length, Grid grid, double clip) {
    double energy = 0;
    for (float weight : Arrays.copyOfRange(weights, from, from + length)) {
      energy += (double) weight * weight;
    }
    return (float) (clip * Math.sqrt(energy / length) / grid.greatest());
  }
}
