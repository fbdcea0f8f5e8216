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
 * <p>Few thresholds are compared one after the other, each with a whole vector of accumulators;
 * many are searched by bisection. No branch depends on the data, which would be mispredicted every
 * other time: the sign of a difference is what counts. So accumulators and thresholds must fit in
 * {@value #BITS} bits, that no difference overflows.
 */
final class RankSearch {

  private static final int BITS = Long.SIZE - 1;

  /** The most thresholds that are compared one by one. */
  private static final int FEW = 15;

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

  /** Writes the codes of a batch, vector by vector, from an offset on. */
  void codes(Accumulators sums, int[] out, int offset) {
    long[] sum = new long[channels];
    long[] reached = new long[channels];
    for (int v = 0; v < sums.vectors(); v++) {
      sums.copyVector(v, sum);
      if (count <= FEW) {
        Arrays.fill(reached, 0);
        for (int i = 0; i < count; i++) {
          compare(sum, misses, i * channels, reached);
        }
      } else {
        bisect(sum, reached);
      }
      for (int c = 0; c < channels; c++) {
        out[offset + v * channels + c] = codes[codeOffset[c] + (int) reached[c]];
      }
    }
  }

  private static void compare(long[] sum, long[] misses, int base, long[] reached) {
    for (int c = 0; c < reached.length; c++) {
      reached[c] += (misses[base + c] - sum[c]) >>> (Long.SIZE - 1);
    }
  }

  private void bisect(long[] sum, long[] reached) {
    for (int c = 0; c < channels; c++) {
      int rank = 0;
      for (int step = Integer.highestOneBit(count); step > 0; step >>= 1) {
        long sign = (misses[(rank + step - 1) * channels + c] - sum[c]) >> (Long.SIZE - 1);
        rank += step & (int) sign;
      }
      reached[c] = rank;
    }
  }
}
