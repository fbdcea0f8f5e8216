package bitwright.arith.plan;

import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.heap.DotProductSpec.Accumulation;

/** The netlists that stand in for the dot products of a plan. */
final class CellArithmetic {

  /**
   * The smallest memory that synthesis puts into blocks: below 8 Kbit or some 200 words, look-up
   * tables are cheaper than the smallest block of 18 Kbit.
   */
  private static final int BLOCK_BITS = 1 << 13;

  private static final int BLOCK_WORDS = 200;

  private CellArithmetic() {}

  /** The dot product of one PE, with the accumulator where the plan has one. */
  static DotProductSpec spec(MatrixPlan plan) {
    int levels = plan.implementation().levels();
    return new DotProductSpec(
        plan.layer().weights().format(),
        plan.layer().input(),
        plan.fold().simd(),
        plan.rawBits(),
        plan.accumulates() ? Accumulation.GATED : Accumulation.NONE,
        levels,
        levels > 1 && fromBlocks(plan) ? 1 : 0);
  }

  /**
   * Whether weights may come from block memory, whose clock to output takes as long as a level of
   * look-up table and carry chain: then the first stage has one level less. An input buffer that is
   * in blocks has fewer words than the weight memory, which then is in them too.
   */
  private static boolean fromBlocks(MatrixPlan plan) {
    return switch (plan.implementation().weights()) {
      case LUT -> false;
      case BLOCK, ULTRA -> true;
      case AUTO ->
          plan.weightDepth() >= BLOCK_WORDS
              && (long) plan.weightDepth() * plan.weightWordBits() >= BLOCK_BITS;
    };
  }
}
