package bitwright.quantize.ptq;

/**
 * How far a quantizer reaches, which decides its scale.
 *
 * @param method how the reach is found
 * @param percentile the part of the magnitudes within reach, for {@link Method#PERCENTILE}
 */
public record Calibration(Method method, double percentile) {

  /** Ways to find the reach of a quantizer. */
  public enum Method {
    /** The greatest magnitude: nothing is clipped. */
    ABSMAX,
    /** A percentile of the magnitudes: outliers are clipped. */
    PERCENTILE,
    /** The reach with the least mean squared error. */
    MSE
  }

  /** Nothing is clipped. */
  public static final Calibration ABSMAX = new Calibration(Method.ABSMAX, 100);

  /** The least mean squared error. */
  public static final Calibration MSE = new Calibration(Method.MSE, 100);

  /** Checks the percentile. */
  public Calibration {
    if (!(percentile > 0 && percentile <= 100)) {
      throw new IllegalArgumentException(
          "a percentile lies above 0 and up to 100, not " + percentile);
    }
  }

  /** A percentile of the magnitudes. */
  public static Calibration percentile(double percentile) {
    return new Calibration(Method.PERCENTILE, percentile);
  }
}
