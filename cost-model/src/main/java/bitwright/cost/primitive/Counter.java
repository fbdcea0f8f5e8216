package bitwright.cost.primitive;

import bitwright.cost.Family;

/** Counters that start over at a given length. */
public final class Counter {
  private static final String NAME = "counter";

  private Counter() {}

  /** The bits of a count below the length. */
  public static int bits(int length) {
    return length == 1 ? 0 : Math.max(1, Luts.ceilLog2(length));
  }

  /**
   * A counter of 0 … length − 1 with its comparison to the last count.
   *
   * <p>The incrementer is a carry chain without LUTs on Xilinx (one operand is constant); a LUT per
   * bit then clears it after the last count, and {@link Luts#chain} finds the last count. On iCE40
   * from five bits on the sum is a LUT per bit and so is its choice; shorter ones are functions of
   * four inputs and the two LUTs of a condition that the flip-flops share. A counter of length 1 is
   * a constant; one of a single bit toggles.
   */
  public static Primitive of(Family family, int length) {
    Primitive counter = Primitive.of(NAME);
    int bits = bits(length);
    if (bits == 0) {
      return counter;
    }
    counter = counter.ffs(bits);
    if (!family.xilinx()) {
      return bits <= 4
          ? counter.luts("small", Math.min(2 * bits, bits + 2)).carries(Math.max(0, bits - 2))
          : counter.luts("bits", 2 * bits).luts("last", Luts.chain(family, bits)).carries(bits - 2);
    }
    if (bits <= 2) {
      return counter.luts("bits", bits);
    }
    return counter
        .luts("bits", bits)
        .luts("last", Luts.chain(family, bits))
        .carries(family.carries(bits));
  }
}
