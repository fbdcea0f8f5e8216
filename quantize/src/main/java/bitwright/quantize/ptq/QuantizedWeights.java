package bitwright.quantize.ptq;

import java.util.Arrays;

/**
 * Weights on a grid: {@code weight[n][k] = scale[n] · value(rank[n][k])}.
 *
 * @param grid the values at scale 1
 * @param scales one factor for all, or one per row
 * @param ranks the rank of each weight's value
 */
public record QuantizedWeights(Grid grid, float[] scales, int[][] ranks) {

  /** Copies the arrays and checks that they agree. */
  public QuantizedWeights {
    scales = scales.clone();
    ranks = Arrays.stream(ranks).map(int[]::clone).toArray(int[][]::new);
    if (scales.length != 1 && scales.length != ranks.length) {
      throw new IllegalArgumentException(
          "%d scales for %d rows".formatted(scales.length, ranks.length));
    }
  }

  /** A copy of the scales. */
  @Override
  public float[] scales() {
    return scales.clone();
  }

  /** A copy of the ranks. */
  @Override
  public int[][] ranks() {
    return Arrays.stream(ranks).map(int[]::clone).toArray(int[][]::new);
  }

  /** The factor of a row. */
  public float scale(int row) {
    return scales.length == 1 ? scales[0] : scales[row];
  }

  /** The code of a weight. */
  public int code(int row, int column) {
    return grid.format().levels().code(ranks[row][column]);
  }

  /** The weights as real numbers. */
  public double[][] values() {
    double[][] values = new double[ranks.length][];
    for (int n = 0; n < values.length; n++) {
      int[] row = ranks[n];
      double scale = scale(n);
      values[n] = new double[row.length];
      Arrays.setAll(values[n], k -> scale * grid.value(row[k]));
    }
    return values;
  }
}
