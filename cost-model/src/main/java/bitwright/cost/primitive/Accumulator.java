package bitwright.cost.primitive;

import bitwright.cost.Family;

/** Accumulators {@code total ← (first ? 0 : total) + sum}. */
public final class Accumulator {
  private static final String NAME = "accumulator";

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
   * <p>iCE40: the carry cell takes both operands as they stand at the LUT, so the gate is a LUT a
   * bit beside the one of the sum, but for the lowest, which is a function of four inputs.
   *
   * @param bits the width of the total
   * @param signed whether sums can be negative
   */
  public static Primitive of(Family family, int bits, boolean signed) {
    Primitive accumulator = Primitive.of(NAME).ffs(bits);
    if (!family.xilinx()) {
      return accumulator.luts("sum", bits).luts("gate", bits - 1).carries(bits - 1);
    }
    if (bits <= 2) {
      return accumulator.luts("sum", bits);
    }
    return accumulator
        .luts("sum", bits)
        .luts("gate", signed ? bits : 0)
        .carries(family.carries(bits));
  }
}
