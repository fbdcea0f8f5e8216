package bitwright.cost.primitive;

import bitwright.cost.Resources;

/** Counters that start over at a given length. */
public final class Counter {

  private Counter() {}

  /** The bits of a count below the length. */
  public static int bits(int length) {
    return length == 1 ? 0 : Math.max(1, Luts.ceilLog2(length));
  }

  /**
   * A counter of 0 … length − 1 with its comparison to the last count.
   *
   * <p>The incrementer is a carry chain without LUTs (one operand is constant); a LUT per bit then
   * clears it after the last count, and {@link Luts#chain} finds the last count. A counter of
   * length 1 is a constant; one of a single bit toggles.
   */
  public static Resources of(int length) {
    int bits = bits(length);
    if (bits == 0) {
      return Resources.NONE;
    }
    if (bits <= 2) {
      return new Resources(bits, bits, 0, 0, 0);
    }
    return new Resources(bits + Luts.chain(bits), bits, Luts.carries(bits), 0, 0);
  }
}
