package bitwright.cost.primitive;

import bitwright.cost.Resources;

/** Magnitude comparators {@code a ≥ b}. */
public final class Comparator {

  private Comparator() {}

  /**
   * Two variables, signed or not.
   *
   * <p>A pair of LUT6 takes three bits of each operand: one finds them equal (propagate), one finds
   * the first greater (generate); a CARRY4 joins four such groups. Two groups are joined without a
   * chain, in 2 to 4 LUTs, and one group is a LUT alone.
   */
  public static Resources variable(int bits) {
    int groups = Luts.ceilDiv(bits, 3);
    if (groups == 1) {
      return Resources.luts(1);
    }
    if (groups == 2) {
      return Resources.luts(bits - 2);
    }
    return Resources.logic(2 * groups, Luts.carries(groups));
  }

  /**
   * Against a constant: a chain of LUT6, each of which takes five more bits; where more than two
   * chunks of six bits are needed, propagate and generate of six bits each, joined by a CARRY4.
   */
  public static Resources constant(int bits) {
    int groups = Luts.ceilDiv(bits, 6);
    return groups <= 2
        ? Resources.luts(Luts.chain(bits))
        : Resources.logic(2 * groups, Luts.carries(groups));
  }
}
