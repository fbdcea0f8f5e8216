package bitwright.quantize.ptq;

import java.util.Arrays;

/**
 * Chooses the scale of a quantizer for samples of what it will see.
 *
 * <p>A reach r means the scale r/g, where g is the grid's greatest value: {@code x ↦ s · nearest(x
 * / s)}. Scales are float32 numbers, or powers of two.
 */
final class Scales {

  private static final int CANDIDATES = 80;
  private static final double SMALLEST_PART = 0.2;

  private Scales() {}

  /**
   * The scale for some samples.
   *
   * @param samples what the quantizer sees
   */
  static float choose(Grid grid, double[] samples, Calibration calibration, boolean powerOfTwo) {
    double[] magnitudes = magnitudes(grid, samples);
    double most = magnitudes.length == 0 ? 0 : magnitudes[magnitudes.length - 1];
    if (most == 0) {
      return 1;
    }
    return switch (calibration.method()) {
      case ABSMAX -> rounded(most / grid.greatest(), powerOfTwo);
      case PERCENTILE -> {
        int last = (int) Math.ceil(calibration.percentile() / 100 * magnitudes.length) - 1;
        double reach = magnitudes[Math.max(last, 0)];
        yield rounded((reach == 0 ? most : reach) / grid.greatest(), powerOfTwo);
      }
      case MSE -> leastError(grid, samples, most, powerOfTwo);
    };
  }

  /** Sorted magnitudes of what is within the grid's signs. */
  private static double[] magnitudes(Grid grid, double[] samples) {
    return Arrays.stream(samples)
        .map(x -> grid.least() < 0 ? Math.abs(x) : Math.max(x, 0))
        .sorted()
        .toArray();
  }

  private static float leastError(Grid grid, double[] samples, double most, boolean powerOfTwo) {
    float best = rounded(most / grid.greatest(), powerOfTwo);
    double least = error(grid, samples, best);
    float previous = best;
    for (int i = CANDIDATES - 1; i >= 1; i--) {
      double part = SMALLEST_PART + (1 - SMALLEST_PART) * i / CANDIDATES;
      float scale = rounded(part * most / grid.greatest(), powerOfTwo);
      if (scale == previous) {
        continue;
      }
      previous = scale;
      double error = error(grid, samples, scale);
      if (error < least) {
        least = error;
        best = scale;
      }
    }
    return best;
  }

  /** Σ (x − s·nearest(x/s))². */
  static double error(Grid grid, double[] samples, double scale) {
    double sum = 0;
    for (double x : samples) {
      double e = x - scale * grid.nearest(x / scale);
      sum += e * e;
    }
    return sum;
  }

  /** A positive float32, or the power of two that is nearest in logarithm. */
  static float rounded(double scale, boolean powerOfTwo) {
    double chosen =
        powerOfTwo ? Math.scalb(1.0, (int) Math.rint(Math.log(scale) / Math.log(2))) : scale;
    return Math.max((float) chosen, Float.MIN_NORMAL);
  }
}
