package bitwright.cost.engine;

import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.primitive.Accumulator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Rom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A matrix-vector unit, part by part. */
final class MatrixCost {
  private final MatrixPlan plan;
  private final Optional<Rom> weights;
  private final Optional<ResultCost> thresholds;

  MatrixCost(MatrixPlan plan) {
    this.plan = plan;
    weights = plan.unrolled() ? Optional.empty() : Optional.of(weights(plan));
    thresholds = plan.thresholds().map(ResultCost::new);
  }

  private static Rom weights(MatrixPlan plan) {
    return new Rom(IntStream.range(0, plan.weightDepth()).mapToObj(plan::weightWord).toList());
  }

  /** Its parts, the output queue included. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("input buffer", input()));
    int pes = plan.fold().pe();
    if (weights.isEmpty()) {
      parts.add(new Part("constant products", ConstantDotProductCost.products(plan)));
      parts.add(new Part("reduction tree", ConstantDotProductCost.tree(plan)));
    } else {
      Resources memory = weights.get().resources();
      parts.add(new Part("weight memory", memory.plus(Counter.of(plan.weightDepth()))));
      parts.add(new Part("products", DotProductCost.products(plan).times(pes)));
      parts.add(new Part("reduction tree", DotProductCost.tree(plan).times(pes)));
    }
    parts.add(new Part("accumulators", accumulators()));
    thresholds.ifPresent(t -> parts.addAll(t.parts()));
    parts.add(new Part("output queue", StreamQueueCost.of(plan.output().bits())));
    return parts;
  }

  private Resources input() {
    int width = plan.inputs().get(0).bits();
    return plan.buffered()
        ? VectorBufferCost.of(width, plan.synapseFold(), plan.neuronFoldPerGroup())
            .plus(Resources.ffs(1))
        : Resources.ffs(width + 1);
  }

  /**
   * Accumulators with the counter of column groups, and the valid bits of the pipeline. Where
   * popcounts P leave the network, 2P − C is a chain with a constant, which takes no LUT.
   */
  private Resources accumulators() {
    int pes = plan.fold().pe();
    Resources cost = Resources.ffs(plan.treeLevels() + 1 + (plan.accumulates() ? 1 : 0));
    if (plan.accumulates()) {
      cost =
          cost.plus(Accumulator.of(plan.rawBits(), plan.treeRange().signed()).times(pes))
              .plus(Counter.of(plan.synapseFold()))
              .plus(Resources.luts(3));
    }
    if (thresholds.isEmpty() && plan.isXnor()) {
      cost = cost.plus(Resources.logic(0, Luts.carries(plan.outputBits()) * pes));
    }
    return cost;
  }
}
