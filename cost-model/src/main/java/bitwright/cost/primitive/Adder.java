package bitwright.cost.primitive;

import bitwright.cost.Family;

/**
 * Ripple adders: a LUT per bit makes the propagate signal of a carry chain.
 *
 * <p>The generate input of the chain is one operand as it is, so an operand that comes from a
 * register costs nothing more. Sums of at most two bits are mapped without a chain on Xilinx.
 */
public final class Adder {
  private static final String NAME = "adder";

  private Adder() {}

  /**
   * The sum of two registered operands.
   *
   * <p>Xilinx: bits above both operands repeat their sign or are 0; their propagate signal is that
   * of the bit below or constant, so only {@code min(sum, max operand)} bits need a LUT. Example: 8
   * + 8 → 9 bits: 8 LUT, 3 CARRY4.
   *
   * <p>iCE40: the LUT of a bit is the sum itself, so every bit takes one; the carry into the lowest
   * bit is constant, and the top bit sends none.
   *
   * @param left bits of one operand
   * @param right bits of the other
   * @param sum bits of the sum that are kept
   */
  public static Primitive of(Family family, int left, int right, int sum) {
    Primitive adder = Primitive.of(NAME);
    if (!family.xilinx()) {
      return adder.luts("bits", sum).carries(Math.max(0, sum - 1));
    }
    int bits = Math.min(sum, Math.max(left, right));
    return sum <= 2
        ? adder.luts("bits", sum)
        : adder.luts("bits", bits).carries(family.carries(sum));
  }
}
