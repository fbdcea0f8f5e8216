package bitwright.quantize.ptq;

import bitwright.arith.network.MapShape;
import bitwright.quantize.real.Linear;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * First and second moments of what a group of a linear layer sees, over images and output pixels:
 * of the float network x, and of the quantized network z.
 *
 * <p>With them, the squared error of a row's output is a quadratic form in its weights: {@code E(wx
 * − vz)² = E(wx)² − 2·E[wx·z]·v + v·E[zzᵀ]·v}. Sums are taken in an order that does not depend on
 * the number of threads.
 *
 * @param gram {@code E[zzᵀ]}, K × K
 * @param targets {@code E[wx·z]} for each row w of the group, N × K
 * @param meanFloat {@code E[x]}
 * @param mean {@code E[z]}
 */
record Moments(double[][] gram, double[][] targets, double[] meanFloat, double[] mean) {

  /** Images whose sums are added one after another before the parts are. */
  private static final int PART = 16;

  /** How much is needed. */
  enum Order {
    /** The means; the other arrays are empty. */
    FIRST,
    /** All. */
    SECOND
  }

  /**
   * Takes the moments of one group.
   *
   * @param shape the shape of the layer's input
   * @param reals what enters in the float network, image by image
   * @param quantized what enters in the quantized network
   */
  static Moments of(
      Linear linear,
      MapShape shape,
      List<double[]> reals,
      List<double[]> quantized,
      int group,
      Order order) {
    int parts = (reals.size() + PART - 1) / PART;
    int rows = linear.rows() / linear.groups();
    double[][] weights = Arrays.copyOfRange(linear.weights(), group * rows, (group + 1) * rows);
    List<Moments> sums =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  Moments sum = zero(rows, linear.columns(), order);
                  int to = Math.min(reals.size(), (part + 1) * PART);
                  for (int i = part * PART; i < to; i++) {
                    sum.add(
                        weights,
                        linear.patches(shape, reals.get(i), group),
                        linear.patches(shape, quantized.get(i), group));
                  }
                  return sum;
                })
            .toList();
    Moments total = sums.get(0);
    sums.subList(1, sums.size()).forEach(total::add);
    total.divide((double) reals.size() * linear.output(List.of(shape)).pixels());
    return total;
  }

  private static Moments zero(int rows, int columns, Order order) {
    boolean second = order == Order.SECOND;
    return new Moments(
        new double[second ? columns : 0][columns],
        new double[second ? rows : 0][columns],
        new double[columns],
        new double[columns]);
  }

  /**
   * Adds one image.
   *
   * @param x {@code [k][p]}: what each weight sees at each output pixel, float
   * @param z the same, quantized
   */
  private void add(double[][] weights, double[][] x, double[][] z) {
    for (int k = 0; k < mean.length; k++) {
      mean[k] += sum(z[k]);
      meanFloat[k] += sum(x[k]);
    }
    if (gram.length == 0) {
      return;
    }
    double[][] pixels = transposed(z);
    for (int k = 0; k < gram.length; k++) {
      Axpy.add(gram[k], z[k], pixels);
    }
    for (int n = 0; n < targets.length; n++) {
      double[] y = new double[pixels.length];
      Axpy.add(y, weights[n], x);
      Axpy.add(targets[n], y, pixels);
    }
  }

  private static double[][] transposed(double[][] z) {
    double[][] pixels = new double[z[0].length][z.length];
    for (int k = 0; k < z.length; k++) {
      for (int p = 0; p < pixels.length; p++) {
        pixels[p][k] = z[k][p];
      }
    }
    return pixels;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private void add(Moments other) {
    Axpy.add(mean, 1, other.mean, mean.length);
    Axpy.add(meanFloat, 1, other.meanFloat, mean.length);
    for (int k = 0; k < gram.length; k++) {
      Axpy.add(gram[k], 1, other.gram[k], mean.length);
    }
    for (int n = 0; n < targets.length; n++) {
      Axpy.add(targets[n], 1, other.targets[n], mean.length);
    }
  }

  private void divide(double count) {
    divide(mean, count);
    divide(meanFloat, count);
    for (double[] row : gram) {
      divide(row, count);
    }
    for (double[] row : targets) {
      divide(row, count);
    }
  }

  private static void divide(double[] values, double count) {
    for (int i = 0; i < values.length; i++) {
      values[i] /= count;
    }
  }

  /** Writes {@code Gv}: half the slope of the error's part that is quadratic in v. */
  void slopes(double[] quantized, double[] slopes) {
    Arrays.fill(slopes, 0);
    Axpy.add(slopes, quantized, gram);
  }

  /**
   * What a row's weights contribute to the squared error that depends on them: {@code vGv − 2tv}.
   *
   * @param row the row within the group
   * @param quantized the quantized weights v
   */
  double error(int row, double[] quantized) {
    double[] slopes = new double[quantized.length];
    slopes(quantized, slopes);
    return error(row, quantized, slopes);
  }

  /** The same where {@code Gv} is known. */
  double error(int row, double[] quantized, double[] slopes) {
    double sum = 0;
    for (int k = 0; k < quantized.length; k++) {
      sum += quantized[k] * (slopes[k] - 2 * targets[row][k]);
    }
    return sum;
  }
}
