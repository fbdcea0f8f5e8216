package bitwright.explore.space;

import bitwright.explore.allocate.Budget;

/**
 * How much hardware an allocation may take.
 *
 * @param lutShare look-up tables, as a share of those with {@code int8} everywhere
 * @param bram36 block memories of 36 Kbit; infinite for any number
 * @param dsp DSP slices; infinite for any number
 * @param framesPerSecond at least, at the estimated clock; 0 for any
 */
public record BudgetChoice(double lutShare, double bram36, double dsp, int framesPerSecond) {

  /** A share of look-up tables, and anything else. */
  static BudgetChoice share(double lut) {
    return new BudgetChoice(lut, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
  }

  /** The budget, given what {@code int8} takes. */
  public Budget budget(double lutOfInt8) {
    return new Budget(lutShare * lutOfInt8, bram36, dsp, framesPerSecond);
  }

  /** As a space says it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{lut: ").append(lutShare);
    if (Double.isFinite(bram36)) {
      text.append(", bram36: ").append((int) bram36);
    }
    if (Double.isFinite(dsp)) {
      text.append(", dsp: ").append((int) dsp);
    }
    if (framesPerSecond > 0) {
      text.append(", framesPerSecond: ").append(framesPerSecond);
    }
    return text.append('}').toString();
  }
}
