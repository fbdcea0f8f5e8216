package bitwright.cost;

import bitwright.cost.calibration.Calibration;
import bitwright.cost.calibration.Coefficients;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Term;

/**
 * What formulas are priced with: the family of the device and the corrections measured on it.
 *
 * <p>A formula gives a {@link Primitive}, the structure; its price has {@code LUT = round(Σ c_t ·
 * count_t)} over its terms, with c<sub>t</sub> the family's coefficient of that primitive and term.
 * Flip-flops, carry cells, memories and DSPs are not corrected.
 *
 * @param family the family
 * @param calibration its coefficients
 */
public record Technology(Family family, Coefficients calibration) {

  /** The family with the coefficients that are part of Bitwright. */
  public static Technology of(Family family) {
    return new Technology(family, Calibration.of(family));
  }

  /** The family without corrections: structure alone. */
  public static Technology uncorrected(Family family) {
    return new Technology(family, Calibration.none());
  }

  /** The price of one copy. */
  public Resources price(Primitive primitive) {
    double luts = 0;
    for (Term term : primitive.terms()) {
      luts += calibration.coefficient(primitive.name(), term.name()) * term.count();
    }
    return new Resources(
        Math.max(0, (int) Math.round(luts)),
        primitive.ff(),
        primitive.carry(),
        primitive.blockRam(),
        primitive.uram(),
        primitive.spram(),
        primitive.dsp());
  }
}
