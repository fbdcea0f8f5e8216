package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.util.Arrays;
import java.util.Optional;

/**
 * A requantizer laid out for many accumulators.
 *
 * <p>Each step of a bisection is taken for a whole vector of channels. No branch depends on the
 * data, which would be mispredicted every other time: the sign of a difference selects the half. So
 * accumulators and thresholds must fit in {@value #BITS} bits, that no difference overflows.
 */
final class RankSearch implements Steps {

  private static final int BITS = Long.SIZE - 1;

  private final int channels;
  private final int count;

  /**
   * The greatest accumulator that misses each threshold, {@code [2^b − 1, channels]}, padded with
   * one that misses all.
   */
  private final long[] misses;

  private final int[] codes;
  private final int[] codeOffset;

  private RankSearch(Requantizer requantizer) {
    Levels levels = requantizer.output().levels();
    channels = requantizer.channels().size();
    count = levels.count() - 1;
    misses = new long[(2 * Integer.highestOneBit(count) - 1) * channels];
    Arrays.fill(misses, (1L << (BITS - 1)) - 1);
    codes = new int[2 * levels.count()];
    for (int reached = 0; reached <= count; reached++) {
      codes[reached] = levels.code(reached);
      codes[levels.count() + reached] = levels.code(count - reached);
    }
    codeOffset = new int[channels];
    for (int c = 0; c < channels; c++) {
      StepFunction steps = requantizer.channels().get(c);
      for (int i = 0; i < count; i++) {
        misses[i * channels + c] = steps.threshold(i).longValueExact() - 1;
      }
      codeOffset[c] = steps.falling() ? levels.count() : 0;
    }
  }

  /** The search of a requantizer; empty if its thresholds or accumulators are too wide. */
  static Optional<RankSearch> of(Requantizer requantizer, IntegerRange accumulators) {
    boolean fits =
        accumulators.signedBits() <= BITS
            && requantizer.channels().stream()
                .allMatch(steps -> steps.thresholdRange().signedBits() <= BITS);
    return fits ? Optional.of(new RankSearch(requantizer)) : Optional.empty();
  }

  @Override
  public void codes(Accumulators sums, int[] out, int offset) {
    long[] sum = new long[channels];
    int[] reached = new int[channels];
    for (int v = 0; v < sums.vectors(); v++) {
      sums.copyVector(v, sum);
      Arrays.fill(reached, 0);
      for (int step = Integer.highestOneBit(count); step > 0; step >>= 1) {
        bisect(sum, misses, step, reached);
      }
      for (int c = 0; c < channels; c++) {
        out[offset + v * channels + c] = codes[codeOffset[c] + reached[c]];
      }
    }
  }

  /** Adds {@code step} where that many more thresholds are reached. */
  private static void bisect(long[] sum, long[] misses, int step, int[] reached) {
    int channels = reached.length;
    for (int c = 0; c < channels; c++) {
      long sign = (misses[(reached[c] + step - 1) * channels + c] - sum[c]) >> (Long.SIZE - 1);
      reached[c] += step & (int) sign;
    }
  }
}
