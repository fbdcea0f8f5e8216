package bitwright.cost.primitive;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Recent;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Family;
import java.math.BigInteger;

/**
 * The threshold memories of searches: one per lane and stage. They depend on the channels' step
 * functions and on PE alone, so resources, timing and every SIMD ask for the same ones: the last
 * few are kept.
 */
public final class ThresholdRoms {
  private static final Recent<Key, ThresholdRoms> KNOWN = new Recent<>(16);

  /** What the contents of the memories depend on. */
  private record Key(Recent.Same requantizer, IntegerRange range, int pe) {}

  private final ThresholdPlan plan;
  private final WordColumns[][] memories;

  private ThresholdRoms(ThresholdPlan plan) {
    this.plan = plan;
    memories = new WordColumns[plan.pe()][plan.stages()];
  }

  /** The memory of a lane and a stage. */
  public static Rom of(Family family, ThresholdPlan plan, int lane, int stage) {
    Key key = new Key(new Recent.Same(plan.requantizer()), plan.rawRange(), plan.pe());
    WordColumns words = KNOWN.get(key, k -> new ThresholdRoms(plan)).words(lane, stage);
    return new Rom(family, words, MemoryKind.AUTO);
  }

  private synchronized WordColumns words(int lane, int stage) {
    if (memories[lane][stage] == null) {
      memories[lane][stage] = read(lane, stage);
    }
    return memories[lane][stage];
  }

  private WordColumns read(int lane, int stage) {
    if (plan.wordBits(stage) > Long.SIZE) {
      return WordColumns.of(plan.words(lane, stage));
    }
    return WordColumns.of(
        plan.words(lane, stage).stream().mapToLong(BigInteger::longValue).toArray());
  }
}
