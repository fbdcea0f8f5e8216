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
   * the LUT per bit is the sum, and the flip-flops' reset clears it, whose condition is a LUT. A
   * counter of length 1 is a constant; one of a single bit toggles.
   */
  public static Primitive of(Family family, int length) {
    Primitive counter = Primitive.of(NAME);
    int bits = bits(length);
    if (bits == 0) {
      return counter;
    }
    counter = counter.ffs(bits).luts("bits", bits);
    if (bits <= 2) {
      return counter;
    }
    counter = counter.luts("last", Luts.chain(family, bits));
    return family.xilinx()
        ? counter.carries(family.carries(bits))
        : counter.luts("clear", 1).carries(bits - 2);
  }
}
