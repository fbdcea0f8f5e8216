package bitwright.cost.primitive;

import bitwright.cost.Family;

/** Magnitude comparators {@code a ≥ b}. */
public final class Comparator {
  private static final String VARIABLE = "comparator";
  private static final String CONSTANT = "constant comparator";

  private Comparator() {}

  /**
   * Two variables, signed or not.
   *
   * <p>Xilinx: a pair of LUT6 takes three bits of each operand: one finds them equal (propagate),
   * one finds the first greater (generate); a carry chain joins such groups. Two groups are joined
   * without a chain, in 2 to 4 LUTs, and one group is a LUT alone.
   *
   * <p>iCE40: a carry chain over the difference. A LUT per bit inverts one operand, since the carry
   * cell takes it as it is, and Yosys keeps the LUT of every chain position. Up to two bits are a
   * LUT alone. Example: 8 bits are 15 or 16 LUT4.
   */
  public static Primitive variable(Family family, int bits) {
    Primitive comparator = Primitive.of(VARIABLE);
    if (!family.xilinx()) {
      return bits <= 2
          ? comparator.luts("small", 1)
          : comparator.luts("bits", 2 * bits - 1).carries(bits);
    }
    int groups = Luts.ceilDiv(bits, 3);
    if (groups == 1) {
      return comparator.luts("small", 1);
    }
    if (groups == 2) {
      return comparator.luts("small", bits - 2);
    }
    return comparator.luts("bits", 2 * groups).carries(family.carries(groups));
  }

  /**
   * Against a constant.
   *
   * <p>Xilinx: a chain of LUT6, each of which takes five more bits; where more than two chunks of
   * six bits are needed, propagate and generate of six bits each, joined by a carry chain.
   *
   * <p>iCE40: up to four bits are one LUT; more are a carry chain, in which about three of four
   * bits need an inverter and a LUT of the chain, depending on the constant: 7, 11, 18 and 22 for
   * 5, 8, 13 and 16 bits.
   */
  public static Primitive constant(Family family, int bits) {
    Primitive comparator = Primitive.of(CONSTANT);
    if (!family.xilinx()) {
      return bits <= family.lutInputs()
          ? comparator.luts("small", 1)
          : comparator.luts("bits", 1.3 * bits).carries(bits - 2);
    }
    int groups = Luts.ceilDiv(bits, 6);
    return groups <= 2
        ? comparator.luts("small", Luts.chain(family, bits))
        : comparator.luts("bits", 2 * groups).carries(family.carries(groups));
  }
}
