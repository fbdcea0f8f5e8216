package bitwright.cost.primitive;

import bitwright.cost.Resources;

/**
 * Ripple adders: a LUT per bit makes the propagate signal of a CARRY4 chain.
 *
 * <p>The generate input of the chain is one operand as it is, so an operand that comes from a
 * register costs nothing more. Sums of at most two bits are mapped without a chain.
 */
public final class Adder {

  private Adder() {}

  /**
   * The sum of two registered operands.
   *
   * <p>Bits above both operands repeat their sign or are 0; their propagate signal is that of the
   * bit below or constant, so only {@code min(sum, max operand)} bits need a LUT. Example: 8 + 8 →
   * 9 bits: 8 LUT, 3 CARRY4.
   *
   * @param left bits of one operand
   * @param right bits of the other
   * @param sum bits of the sum that are kept
   */
  public static Resources of(int left, int right, int sum) {
    int bits = Math.min(sum, Math.max(left, right));
    return sum <= 2 ? Resources.luts(sum) : Resources.logic(bits, Luts.carries(sum));
  }
}
