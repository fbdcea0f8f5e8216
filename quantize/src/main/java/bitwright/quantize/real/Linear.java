package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution, or a fully connected layer, whose window then covers the whole map.
 *
 * <p>{@code y[n,p] = bias[n] + Σ_k weights[n][k] · patch[k,p]}, where k runs over (channel of the
 * group, ky, kx) as in an ONNX weight tensor {@code [N, C/groups, kh, kw]}, and p over the output
 * pixels. Borders are zero.
 *
 * @param window how the kernel slides
 * @param groups equal groups of channels that are kept apart
 * @param weights one row per output channel
 * @param bias one addend per output channel
 */
public record Linear(Window window, int groups, double[][] weights, double[] bias)
    implements RealOperator {

  /** Copies the arrays and checks that they agree. */
  public Linear {
    weights = Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    bias = bias.clone();
    if (weights.length != bias.length || weights.length == 0 || weights.length % groups != 0) {
      throw new IllegalArgumentException(
          "%d rows of weights in %d groups and %d biases"
              .formatted(weights.length, groups, bias.length));
    }
  }

  /** A fully connected layer over a map, its weights in the map's ONNX order. */
  public static Linear dense(MapShape input, double[][] weights, double[] bias) {
    return new Linear(Window.whole(input), 1, weights, bias);
  }

  /** A copy of the weights, row by row. */
  @Override
  public double[][] weights() {
    return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
  }

  /** A copy of the biases. */
  @Override
  public double[] bias() {
    return bias.clone();
  }

  /** Output channels, N. */
  public int rows() {
    return weights.length;
  }

  /** Weights per output channel, K. */
  public int columns() {
    return weights[0].length;
  }

  /** Whether the window covers the whole of such a map, so that this is a matrix product. */
  public boolean isDense(MapShape input) {
    return groups == 1 && window.equals(Window.whole(input));
  }

  /** The same layer with other weights. */
  public Linear withWeights(double[][] newWeights) {
    return new Linear(window, groups, newWeights, bias);
  }

  /** The same layer with other biases. */
  public Linear withBias(double[] newBias) {
    return new Linear(window, groups, weights, newBias);
  }

  @Override
  public MapShape output(List<MapShape> inputs) {
    MapShape input = inputs.get(0);
    if (input.channels() % groups != 0
        || columns() != input.channels() / groups * window.positions()) {
      throw new IllegalArgumentException(
          "%d weights a row in %d groups do not fit a map of %s"
              .formatted(columns(), groups, input));
    }
    return window.output(input, rows());
  }

  @Override
  public double[] apply(List<MapShape> shapes, List<double[]> inputs) {
    int pixels = output(shapes).pixels();
    double[] result = new double[rows() * pixels];
    int rowsPerGroup = rows() / groups;
    for (int group = 0; group < groups; group++) {
      double[][] patches = patches(shapes.get(0), inputs.get(0), group);
      for (int row = group * rowsPerGroup; row < (group + 1) * rowsPerGroup; row++) {
        Arrays.fill(result, row * pixels, (row + 1) * pixels, bias[row]);
        for (int k = 0; k < patches.length; k++) {
          accumulate(result, row * pixels, weights[row][k], patches[k]);
        }
      }
    }
    return result;
  }

  /**
   * What the windows see of one group of channels.
   *
   * @return {@code [k][p]}: for each weight of a row the element that each output pixel sees
   */
  public double[][] patches(MapShape shape, double[] input, int group) {
    int channels = shape.channels() / groups;
    int height = window.outputHeight(shape.height());
    int width = window.outputWidth(shape.width());
    double[][] patches = new double[channels * window.positions()][height * width];
    int k = 0;
    for (int channel = group * channels; channel < (group + 1) * channels; channel++) {
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
          Taps.fill(window, shape, input, channel, ky, kx, 0, patches[k++]);
        }
      }
    }
    return patches;
  }

  private static void accumulate(double[] sums, int from, double weight, double[] values) {
    for (int i = 0; i < values.length; i++) {
      sums[from + i] += weight * values[i];
    }
  }
}
