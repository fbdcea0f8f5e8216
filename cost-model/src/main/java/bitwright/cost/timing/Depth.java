package bitwright.cost.timing;

import bitwright.cost.Family;
import bitwright.cost.primitive.Luts;

/** Look-up tables in series of functions that cover more than one. */
final class Depth {

  private Depth() {}

  /** Of a function of n bits that decomposes (and, or, parity): ⌈log n⌉ to the base of a LUT. */
  static int gate(Family family, int inputs) {
    int depth = 0;
    for (int left = inputs; left > 1; left = Luts.ceilDiv(left, family.lutInputs())) {
      depth++;
    }
    return depth;
  }

  /**
   * Of any function of n bits: a LUT, and behind it multiplexers of LUTs, 2:1 in a LUT4, 4:1 in a
   * LUT6. Six bits take three LUT4 in series, eight bits two LUT6.
   */
  static int table(Family family, int inputs) {
    int selects = family.lutInputs() / 3;
    return 1 + Luts.ceilDiv(Math.max(0, inputs - family.lutInputs()), selects);
  }

  /**
   * Of the number of matches among up to six pairs of bits: a full adder of three matches has six
   * inputs, and the sum of two of them one look-up table more. Six matches take three LUT4 in
   * series, or two LUT6.
   */
  static int popcount(Family family, int lanes) {
    return gate(family, 2 * Math.min(lanes, 3)) + (lanes > 3 ? 1 : 0);
  }

  /** Of a shifter or multiplexer with so many select bits. */
  static int multiplexer(Family family, int selects) {
    return Luts.ceilDiv(selects, family.lutInputs() / 3);
  }

  /**
   * Levels of 3:2 counters that leave two rows of n (L. Dadda, <i>Some schemes for parallel
   * multipliers</i>, 1965): 3 → 2, 4 → 3, 6 → 4, 9 → 6 rows a level.
   */
  static int counters(int rows) {
    int levels = 0;
    for (int reach = 2; reach < rows; reach = reach * 3 / 2) {
      levels++;
    }
    return levels;
  }

  /** The bits of an index below {@code length}, at least 1. */
  static int bits(int length) {
    return Math.max(1, Luts.ceilLog2(length));
  }
}
