package bitwright.quantize.ptq;

import bitwright.arith.network.MapShape;
import bitwright.quantize.real.Linear;
import java.util.List;
import java.util.stream.IntStream;

/**
 * First and second moments of what a group of a linear layer sees, over images and output pixels:
 * of the float network x, and of the quantized network z.
 *
 * <p>With them, the squared error of the layer's output is a quadratic form in its weights: {@code
 * E|Wx − Vz|² = tr(W·E[xxᵀ]·Wᵀ − 2·W·E[xzᵀ]·Vᵀ + V·E[zzᵀ]·Vᵀ)}.
 *
 * @param gram {@code E[zzᵀ]}, K × K
 * @param cross {@code E[xzᵀ]}, K × K
 * @param meanFloat {@code E[x]}
 * @param mean {@code E[z]}
 */
record Moments(double[][] gram, double[][] cross, double[] meanFloat, double[] mean) {

  /** Images whose sums are added one after another before the parts are. */
  private static final int PART = 16;

  /**
   * Takes the moments of one group.
   *
   * @param shape the shape of the layer's input
   * @param reals what enters in the float network, image by image
   * @param quantized what enters in the quantized network
   */
  static Moments of(
      Linear linear, MapShape shape, List<double[]> reals, List<double[]> quantized, int group) {
    int parts = (reals.size() + PART - 1) / PART;
    List<Moments> sums =
        IntStream.range(0, parts)
            .parallel()
            .mapToObj(
                part -> {
                  int to = Math.min(reals.size(), (part + 1) * PART);
                  return sums(
                      linear,
                      shape,
                      reals.subList(part * PART, to),
                      quantized.subList(part * PART, to),
                      group);
                })
            .toList();
    int columns = linear.columns();
    Moments total = zero(columns);
    sums.forEach(total::add);
    total.divide((double) reals.size() * linear.output(List.of(shape)).pixels());
    return total;
  }

  private static Moments zero(int columns) {
    return new Moments(
        new double[columns][columns],
        new double[columns][columns],
        new double[columns],
        new double[columns]);
  }

  private static Moments sums(
      Linear linear, MapShape shape, List<double[]> reals, List<double[]> quantized, int group) {
    int columns = linear.columns();
    Moments sums = zero(columns);
    for (int i = 0; i < reals.size(); i++) {
      double[][] x = linear.patches(shape, reals.get(i), group);
      double[][] z = linear.patches(shape, quantized.get(i), group);
      for (int k = 0; k < columns; k++) {
        sums.mean[k] += sum(z[k]);
        sums.meanFloat[k] += sum(x[k]);
        for (int j = 0; j <= k; j++) {
          sums.gram[k][j] += product(z[k], z[j]);
        }
        for (int j = 0; j < columns; j++) {
          sums.cross[k][j] += product(x[k], z[j]);
        }
      }
    }
    for (int k = 0; k < columns; k++) {
      for (int j = k + 1; j < columns; j++) {
        sums.gram[k][j] = sums.gram[j][k];
      }
    }
    return sums;
  }

  private void add(Moments other) {
    for (int k = 0; k < mean.length; k++) {
      mean[k] += other.mean[k];
      meanFloat[k] += other.meanFloat[k];
      for (int j = 0; j < mean.length; j++) {
        gram[k][j] += other.gram[k][j];
        cross[k][j] += other.cross[k][j];
      }
    }
  }

  private void divide(double count) {
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= count;
      meanFloat[k] /= count;
      for (int j = 0; j < mean.length; j++) {
        gram[k][j] /= count;
        cross[k][j] /= count;
      }
    }
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  private static double product(double[] a, double[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += a[i] * b[i];
    }
    return s0 + s1 + s2 + s3;
  }

  /** {@code Cᵀw}: what the quantized row's slopes would be at the best real weights. */
  double[] target(double[] real) {
    double[] target = new double[real.length];
    for (int k = 0; k < real.length; k++) {
      for (int j = 0; j < real.length; j++) {
        target[k] += cross[j][k] * real[j];
      }
    }
    return target;
  }

  /** Writes {@code Gv}: half the slope of the error that is quadratic in v. */
  void slopes(double[] quantized, double[] slopes) {
    for (int k = 0; k < quantized.length; k++) {
      slopes[k] = product(gram[k], quantized);
    }
  }

  /**
   * What a row's weights contribute to the squared error that depends on them: {@code vGvᵀ −
   * 2wCvᵀ}.
   *
   * @param real the float weights w
   * @param quantized the quantized weights v
   */
  double error(double[] real, double[] quantized) {
    double[] target = target(real);
    double[] slopes = new double[real.length];
    slopes(quantized, slopes);
    double sum = 0;
    for (int k = 0; k < real.length; k++) {
      sum += quantized[k] * (slopes[k] - 2 * target[k]);
    }
    return sum;
  }
}
