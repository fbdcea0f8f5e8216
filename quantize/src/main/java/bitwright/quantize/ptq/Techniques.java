package bitwright.quantize.ptq;

import java.util.OptionalDouble;

/**
 * What is done beyond choosing scales and rounding; all of it composes.
 *
 * @param equalize whether the weights of neighbouring layers are equalized ({@link Equalization})
 * @param smooth α of {@link Smoothing}, if maps are smoothed
 * @param rounding how weights are rounded
 * @param biasCorrection whether biases take up the mean error of each channel
 * @param reestimation whether scales and biases of each channel restore its mean and variance, as a
 *     re-estimated batch normalization would
 */
public record Techniques(
    boolean equalize,
    OptionalDouble smooth,
    WeightRounding rounding,
    boolean biasCorrection,
    boolean reestimation) {

  /** Nothing but rounding to nearest. */
  public static final Techniques NONE =
      new Techniques(false, OptionalDouble.empty(), new NearestRounding(), false, false);

  /** The same with equalized weights. */
  public Techniques withEqualization() {
    return new Techniques(true, smooth, rounding, biasCorrection, reestimation);
  }

  /** The same with smoothed maps. */
  public Techniques withSmoothing(double alpha) {
    return new Techniques(
        equalize, OptionalDouble.of(alpha), rounding, biasCorrection, reestimation);
  }

  /** The same with another rounding. */
  public Techniques withRounding(WeightRounding other) {
    return new Techniques(equalize, smooth, other, biasCorrection, reestimation);
  }

  /** The same with corrected biases. */
  public Techniques withBiasCorrection() {
    return new Techniques(equalize, smooth, rounding, true, reestimation);
  }

  /** The same with re-estimated normalization. */
  public Techniques withReestimation() {
    return new Techniques(equalize, smooth, rounding, biasCorrection, true);
  }
}
