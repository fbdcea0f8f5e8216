package bitwright.cost.primitive;

import bitwright.cost.Resources;

/** Accumulators {@code total ← (first ? 0 : total) + sum}. */
public final class Accumulator {

  private Accumulator() {}

  /**
   * One accumulator with its register.
   *
   * <p>The chain needs the gated total or the sum as its generate input. A signed sum is extended
   * over the whole width, and the gated total becomes that input: a LUT a bit for it and one for
   * the propagate signal. An unsigned sum is narrower and becomes that input itself: one LUT a bit.
   * Names can make Yosys order the operands of a signed sum the other way too; the generated units
   * have not shown it.
   *
   * @param bits the width of the total
   * @param signed whether sums can be negative
   */
  public static Resources of(int bits, boolean signed) {
    if (bits <= 2) {
      return new Resources(bits, bits, 0, 0, 0);
    }
    return new Resources(signed ? 2 * bits : bits, bits, Luts.carries(bits), 0, 0);
  }
}
