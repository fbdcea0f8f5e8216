package bitwright.arith.golden;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A requantizer laid out for many accumulators: the thresholds of each channel padded to
 * 2<sup>b</sup>−1, searched in b steps without a branch that depends on the data.
 */
final class RankSearch {

  private final int count;
  private final int half;
  private final long[] thresholds;
  private final int[] codes;
  private final int[] codeOffset;

  /**
   * @param channels one step function per channel
   * @param levels the levels of the output codes
   */
  private RankSearch(List<StepFunction> channels, Levels levels) {
    count = levels.count() - 1;
    half = Integer.highestOneBit(count);
    int stride = 2 * half - 1;
    thresholds = new long[channels.size() * stride];
    Arrays.fill(thresholds, Long.MAX_VALUE);
    codeOffset = new int[channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      StepFunction steps = channels.get(c);
      for (int i = 0; i < count; i++) {
        thresholds[c * stride + i] = steps.threshold(i).longValueExact();
      }
      codeOffset[c] = steps.falling() ? levels.count() : 0;
    }
    codes = new int[2 * levels.count()];
    for (int reached = 0; reached < levels.count(); reached++) {
      codes[reached] = levels.code(reached);
      codes[levels.count() + reached] = levels.code(count - reached);
    }
  }

  /** The search of a requantizer; empty if a threshold does not fit in a {@code long}. */
  static Optional<RankSearch> of(Requantizer requantizer) {
    boolean fits =
        requantizer.channels().stream()
            .map(StepFunction::thresholdRange)
            .allMatch(IntegerRange::fitsLong);
    return fits
        ? Optional.of(new RankSearch(requantizer.channels(), requantizer.output().levels()))
        : Optional.empty();
  }

  /** The code of an accumulator of a channel. */
  int code(int channel, long accumulator) {
    int base = channel * (2 * half - 1) - 1;
    int reached = 0;
    for (int step = half; step > 0; step >>= 1) {
      int next = reached + step;
      reached = thresholds[base + next] <= accumulator ? next : reached;
    }
    return codes[codeOffset[channel] + Math.min(reached, count)];
  }
}
