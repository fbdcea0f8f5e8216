package bitwright.quantize.ptq;

/**
 * Chooses the scale of a quantizer for samples of what it will see.
 *
 * <p>A reach r means the scale r/g, where g is the grid's greatest value: {@code x ↦ s · nearest(x
 * / s)}. Scales are float32 numbers, or powers of two, which is to search a minifloat's bias.
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
  static float choose(Grid grid, Samples samples, Calibration calibration, boolean powerOfTwo) {
    double most = samples.most(grid);
    if (most == 0) {
      return 1;
    }
    return switch (calibration.method()) {
      case ABSMAX -> least(most / grid.greatest(), powerOfTwo);
      case PERCENTILE -> {
        double reach = samples.percentile(grid, calibration.percentile());
        yield rounded((reach == 0 ? most : reach) / grid.greatest(), powerOfTwo);
      }
      case MSE -> leastError(grid, samples, most, powerOfTwo);
    };
  }

  private static float leastError(Grid grid, Samples samples, double most, boolean powerOfTwo) {
    float best = least(most / grid.greatest(), powerOfTwo);
    double least = samples.error(grid, best);
    float previous = best;
    for (int i = CANDIDATES; i >= 1; i--) {
      double part = SMALLEST_PART + (1 - SMALLEST_PART) * i / CANDIDATES;
      float scale = rounded(part * most / grid.greatest(), powerOfTwo);
      if (scale == previous) {
        continue;
      }
      previous = scale;
      double error = samples.error(grid, scale);
      if (error < least) {
        least = error;
        best = scale;
      }
    }
    return best;
  }

  /** The float32 number, or the least power of two that is no smaller: nothing is clipped. */
  private static float least(double scale, boolean powerOfTwo) {
    float rounded = rounded(scale, powerOfTwo);
    return powerOfTwo && rounded < scale ? 2 * rounded : rounded;
  }

  /** A positive float32, or the power of two that is nearest in logarithm. */
  static float rounded(double scale, boolean powerOfTwo) {
    double chosen =
        powerOfTwo ? Math.scalb(1.0, (int) Math.rint(Math.log(scale) / Math.log(2))) : scale;
    return Math.max((float) chosen, Float.MIN_NORMAL);
  }
}
