package bitwright.arith.plan;

import bitwright.arith.heap.DotProductNetlist;
import bitwright.arith.heap.DotProductSpec;
import bitwright.arith.heap.DotProductSpec.Accumulation;

/** The netlists that stand in for the dot products of a plan. */
final class CellArithmetic {

  /** Levels of look-up tables between registers: the carry chains of an adder make up the rest. */
  private static final int LEVELS = 2;

  private CellArithmetic() {}

  /** The netlist of one PE, with the accumulator where the plan has one; built once. */
  static DotProductNetlist netlist(MatrixPlan plan) {
    return DotProductNetlist.of(
        new DotProductSpec(
            plan.layer().weights().format(),
            plan.layer().input(),
            plan.fold().simd(),
            plan.rawBits(),
            plan.accumulates() ? Accumulation.GATED : Accumulation.NONE,
            LEVELS));
  }
}
