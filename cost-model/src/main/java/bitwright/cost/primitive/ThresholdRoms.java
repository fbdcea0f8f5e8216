package bitwright.cost.primitive;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Recent;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.cost.Family;

/**
 * The threshold memories of searches: one per lane and stage. They depend on the channels' step
 * functions and on PE alone, so resources, timing and every SIMD ask for the same ones: the last
 * few are kept.
 */
public final class ThresholdRoms {
  private static final Recent<Key, ThresholdRoms> KNOWN = new Recent<>(16);
  private static final Recent<Key, long[][]> WORDS = new Recent<>(4);

  /** What the contents of the memories depend on; PE 0 stands for all. */
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
    Key key = new Key(new Recent.Same(plan.requantizer()), plan.rawRange(), 0);
    long[][] channels = WORDS.get(key, k -> byChannel(plan));
    int prefixes = 1 << stage;
    long[] words = new long[plan.depth(stage)];
    for (int group = 0; group < plan.groups(); group++) {
      long[] channel = channels[group * plan.pe() + lane];
      System.arraycopy(channel, prefixes - 1, words, group * prefixes, prefixes);
    }
    return WordColumns.of(words);
  }

  /** The words of every channel, those of stage s from place 2<sup>s</sup> − 1 on. */
  private static long[][] byChannel(ThresholdPlan plan) {
    int channels = plan.groups() * plan.pe();
    long[][] words = new long[channels][(1 << plan.stages()) - 1];
    for (int stage = 0; stage < plan.stages(); stage++) {
      for (int lane = 0; lane < plan.pe(); lane++) {
        for (int address = 0; address < plan.depth(stage); address++) {
          int channel = (address >> stage) * plan.pe() + lane;
          int prefix = address & (1 << stage) - 1;
          words[channel][(1 << stage) - 1 + prefix] = plan.word(lane, stage, address).longValue();
        }
      }
    }
    return words;
  }
}
