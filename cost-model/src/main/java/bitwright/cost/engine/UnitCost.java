package bitwright.cost.engine;

import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.TimingPath;
import bitwright.cost.primitive.Accumulator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Ram;
import bitwright.cost.primitive.Rom;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The matrix-vector unit of one layer, part by part. */
public final class UnitCost {

  private UnitCost() {}

  /** The parts of a layer's unit, of the converter before it, and of the stream ends it serves. */
  public static List<Part> parts(AcceleratorPlan accelerator, int index) {
    MatrixPlan plan = accelerator.matrix(index);
    List<Part> parts = new ArrayList<>();
    if (index > 0) {
      int from = accelerator.layers().get(index - 1).output().elements();
      parts.add(
          new Part(
              "width converter", ConverterCost.of(plan.inputBits(), from, plan.fold().simd())));
    } else {
      parts.add(new Part("input stream", new Resources(2, 1, 0, 0, 0)));
    }
    parts.add(new Part("input buffer", input(plan)));
    parts.add(new Part("weight memory", weights(plan)));
    int pes = plan.fold().pe();
    if (plan.unrolled()) {
      parts.add(new Part("constant products", ConstantDotProductCost.products(plan)));
      parts.add(new Part("reduction tree", ConstantDotProductCost.tree(plan)));
    } else {
      parts.add(new Part("products", DotProductCost.products(plan).times(pes)));
      parts.add(new Part("reduction tree", DotProductCost.tree(plan).times(pes)));
    }
    parts.add(new Part("accumulators", accumulators(plan)));
    plan.thresholds()
        .ifPresent(
            thresholds -> {
              parts.add(new Part("threshold memories", RequantizerCost.memories(thresholds)));
              parts.add(new Part("threshold search", RequantizerCost.search(thresholds)));
            });
    parts.add(new Part("output queue", StreamQueueCost.of(plan.fold().pe() * plan.outputBits())));
    if (index == accelerator.layers().size() - 1) {
      parts.add(new Part("output stream", Counter.of(accelerator.outputBeats())));
    }
    parts.removeIf(part -> part.resources().equals(Resources.NONE));
    return parts;
  }

  private static Resources input(MatrixPlan plan) {
    int width = plan.fold().simd() * plan.inputBits();
    return plan.buffered()
        ? VectorBufferCost.of(width, plan.synapseFold(), plan.neuronFold()).plus(Resources.ffs(1))
        : Resources.ffs(width + 1);
  }

  private static Resources weights(MatrixPlan plan) {
    if (plan.unrolled()) {
      return Resources.NONE;
    }
    int depth = plan.weightDepth();
    int width = plan.weightWordBits();
    List<BigInteger> words =
        Rom.inBlocks(depth, width)
            ? Collections.nCopies(depth, BigInteger.ZERO)
            : IntStream.range(0, depth).mapToObj(plan::weightWord).toList();
    return Rom.of(words, width).plus(Counter.of(depth));
  }

  /**
   * Accumulators with the counter of column groups, and the valid bits of the pipeline. Where
   * popcounts P leave the network, 2P − C is a chain with a constant, which takes no LUT.
   */
  private static Resources accumulators(MatrixPlan plan) {
    Resources valid = Resources.ffs(plan.treeLevels() + 1 + (plan.accumulates() ? 1 : 0));
    Resources cost = valid;
    if (plan.accumulates()) {
      cost =
          cost.plus(
                  Accumulator.of(plan.rawBits(), plan.treeRange().signed()).times(plan.fold().pe()))
              .plus(Counter.of(plan.synapseFold()))
              .plus(Resources.luts(3));
    }
    if (plan.layer().requantizer().isEmpty() && plan.isXnor()) {
      int chains = Luts.carries(plan.outputBits()) * plan.fold().pe();
      cost = cost.plus(Resources.logic(0, chains));
    }
    return cost;
  }

  /** The slowest path between registers of a unit. */
  public static TimingPath path(MatrixPlan plan) {
    boolean block =
        !plan.unrolled() && Rom.inBlocks(plan.weightDepth(), plan.weightWordBits())
            || plan.buffered()
                && Ram.inBlocks(plan.bufferDepth(), plan.fold().simd() * plan.inputBits());
    int levels = DotProductCost.levels(plan);
    TimingPath product =
        new TimingPath(
            "product of " + plan.layer().name(), levels, plan.isXnor() ? 0 : 1, 2, block);
    TimingPath adder =
        new TimingPath(
            "accumulator of " + plan.layer().name(), 2, 1, Luts.carries(plan.rawBits()), false);
    TimingPath slowest = product.slower(adder);
    return plan.thresholds().map(t -> search(t)).map(slowest::slower).orElse(slowest);
  }

  /** The slowest path of a threshold search. */
  private static TimingPath search(ThresholdPlan plan) {
    boolean memory =
        IntStream.range(0, plan.stages())
            .anyMatch(stage -> Rom.inBlocks(plan.depth(stage), plan.wordBits(stage)));
    int groups = Luts.ceilDiv(plan.range().bits(), 3);
    return new TimingPath(
        "threshold search of " + plan.layer(), 3, 1, Luts.carries(groups), memory);
  }
}
