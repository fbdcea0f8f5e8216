package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.MatrixPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.operator.Ranged;
import bitwright.hw.operator.ReductionTree;
import java.util.List;

/**
 * The sum of SIMD inputs, when the dot products that take it as a correction need it: one clock
 * before they are done.
 */
final class InputSum extends Circuit {
  /** The pipeline advances. */
  final Flag enable;

  /** SIMD input codes, the first in the lowest bits. */
  final Bits inputs;

  /** Their sum, in {@code range(plan).bits()} bits. */
  final Bits sum;

  InputSum(MatrixPlan plan) {
    super(
        "InputSum_%s_x%d_s%d"
            .formatted(plan.layer().input().name(), plan.fold().simd(), plan.dotStages()));
    int simd = plan.fold().simd();
    int stages = plan.dotStages() - 1;
    describe(
        "The sum of %d inputs of %s, %d enabled clocks later."
            .formatted(simd, plan.layer().input().name(), stages));
    enable = input("enable", flag());
    inputs = input("inputs", bits(simd * plan.inputBits()));
    IntegerRange range = range(plan);
    sum = output("sum", bits(range.bits()));
    List<Ranged> terms = unpack(inputs, simd).stream().map(x -> new Ranged(x, one(plan))).toList();
    Bits value = ReductionTree.sum(terms, range.bits(), enable);
    for (int stage = Integer.SIZE - Integer.numberOfLeadingZeros(simd - 1);
        stage < stages;
        stage++) {
      value = delayed("late_" + stage, value, enable);
    }
    sum.set(value);
  }

  private static IntegerRange one(MatrixPlan plan) {
    int bits = plan.inputBits();
    return plan.layer().input().levels().min().signum() < 0
        ? IntegerRange.of(-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
        : IntegerRange.of(0, (1 << bits) - 1);
  }

  /** The range of the sum. */
  static IntegerRange range(MatrixPlan plan) {
    return one(plan).times(plan.fold().simd());
  }
}
