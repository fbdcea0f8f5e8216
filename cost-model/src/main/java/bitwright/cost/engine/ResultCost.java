package bitwright.cost.engine;

import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.TimingPath;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Rom;
import java.util.List;

/** A threshold search: its memories and its comparators. */
final class ResultCost {
  private final ThresholdPlan plan;
  private final List<Rom> memories;

  ResultCost(ThresholdPlan plan) {
    this.plan = plan;
    memories = RequantizerCost.memories(plan);
  }

  List<Part> parts() {
    Resources stored =
        memories.stream().map(Rom::resources).reduce(Resources.NONE, Resources::plus);
    return List.of(
        new Part("threshold memories", stored),
        new Part("threshold search", RequantizerCost.search(plan)));
  }

  /** The slowest path between registers. */
  TimingPath path() {
    boolean block = memories.stream().anyMatch(Rom::inBlocks);
    int groups = Luts.ceilDiv(plan.range().bits(), 3);
    return new TimingPath("threshold search of " + plan.layer(), 3, 1, Luts.carries(groups), block);
  }
}
