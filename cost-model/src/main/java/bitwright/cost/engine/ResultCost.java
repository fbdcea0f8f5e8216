package bitwright.cost.engine;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.Recent;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import bitwright.cost.Family;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.primitive.Rom;
import java.util.ArrayList;
import java.util.List;

/**
 * A threshold search: its memories and its comparators.
 *
 * <p>Where all channels have the same thresholds, nothing depends on the group of channels, and
 * synthesis drops its counter and the memories' copies: it is a search in one group. A bit of a
 * threshold that is a bit of its address shares the register of the rank.
 */
final class ResultCost {
  private static final Recent<Key, List<Part>> KNOWN = new Recent<>(64);

  private final Technology technology;
  private final ThresholdPlan plan;

  /** What a search depends on. */
  private record Key(
      Family family,
      Recent.Same calibration,
      Recent.Same requantizer,
      IntegerRange range,
      int pe,
      boolean constant) {}

  ResultCost(Technology technology, ThresholdPlan plan) {
    this.technology = technology;
    this.plan = plan;
  }

  private static boolean uniform(ThresholdPlan plan) {
    return plan.requantizer().channels().stream().distinct().count() == 1;
  }

  private static ThresholdPlan inOneGroup(ThresholdPlan plan) {
    List<StepFunction> channels = plan.requantizer().channels().subList(0, plan.pe());
    Requantizer requantizer = new Requantizer(plan.output(), channels);
    return new ThresholdPlan(
        plan.layer(), requantizer, plan.rawRange(), plan.pe(), plan.constant());
  }

  /**
   * The search, if there is one, and the output queue. Sums that leave as they are and are never
   * negative have a sign bit that is always 0 and takes no register, nor do their low bits that are
   * always 0.
   *
   * @param sums whether sums leave where there is no search
   * @param zeros low bits of a sum that are always 0
   */
  static List<Part> leaving(Technology technology, LayerPlan plan, boolean sums, int zeros) {
    List<Part> parts = new ArrayList<>();
    plan.thresholds().ifPresent(t -> parts.addAll(new ResultCost(technology, t).parts()));
    boolean raw = sums && plan.thresholds().isEmpty();
    int bits = raw ? plan.layer().accumulatorRange().bits() - zeros : plan.outputBits();
    parts.add(
        new Part(
            "output queue",
            technology.price(StreamQueueCost.of(technology.family(), plan.fold().pe() * bits))));
    return parts;
  }

  /** The same search is asked for with every SIMD and every memory of weights. */
  List<Part> parts() {
    Key key =
        new Key(
            technology.family(),
            new Recent.Same(technology.calibration()),
            new Recent.Same(plan.requantizer()),
            plan.rawRange(),
            plan.pe(),
            plan.constant());
    return KNOWN.get(key, k -> parts(uniform(plan) ? inOneGroup(plan) : plan));
  }

  private List<Part> parts(ThresholdPlan search) {
    List<Rom> memories = RequantizerCost.memories(technology.family(), search);
    Resources stored =
        memories.stream()
            .map(memory -> technology.price(memory.cost()).plusFfs(-memory.addressBits()))
            .reduce(Resources.NONE, Resources::plus);
    return List.of(
        new Part("threshold memories", stored), new Part("threshold search", search(search)));
  }

  private Resources search(ThresholdPlan search) {
    Family family = technology.family();
    Resources control = technology.price(RequantizerCost.control(family, search));
    if (family.xilinx() || search.depth(0) > 1) {
      return control.plus(
          technology.price(RequantizerCost.lane(family, search, 0)).times(search.pe()));
    }
    Resources all = control;
    for (int pe = 0; pe < search.pe(); pe++) {
      all = all.plus(technology.price(RequantizerCost.lane(family, search, pe)));
    }
    return all;
  }
}
