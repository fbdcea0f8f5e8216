package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.Words;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;

/** A requantizer for accumulators or thresholds of any width, by bisection on their words. */
final class WideSearch implements Steps {

  private final int channels;
  private final int count;
  private final int words;

  /** {@code [channels, thresholds, words]}. */
  private final long[] thresholds;

  private final boolean[] falling;
  private final int[] codes;

  WideSearch(Requantizer requantizer, IntegerRange accumulators) {
    Levels levels = requantizer.output().levels();
    channels = requantizer.channels().size();
    count = levels.count() - 1;
    int bits = accumulators.signedBits();
    for (StepFunction steps : requantizer.channels()) {
      bits = Math.max(bits, steps.thresholdRange().signedBits());
    }
    words = Words.count(bits);
    thresholds = new long[channels * count * words];
    falling = new boolean[channels];
    for (int c = 0; c < channels; c++) {
      StepFunction steps = requantizer.channels().get(c);
      falling[c] = steps.falling();
      for (int i = 0; i < count; i++) {
        Words.put(steps.threshold(i), thresholds, (c * count + i) * words, words);
      }
    }
    codes = new int[levels.count()];
    for (int rank = 0; rank <= count; rank++) {
      codes[rank] = levels.code(rank);
    }
  }

  @Override
  public void codes(Accumulators sums, int[] out, int offset) {
    Accumulators wide = sums.withWords(words);
    long[] sum = new long[channels * words];
    for (int v = 0; v < wide.vectors(); v++) {
      wide.copyVector(v, sum);
      for (int c = 0; c < channels; c++) {
        int reached = reached(c, sum);
        out[offset + v * channels + c] = codes[falling[c] ? count - reached : reached];
      }
    }
  }

  private int reached(int channel, long[] sum) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int threshold = (channel * count + middle) * words;
      if (Words.notAbove(thresholds, threshold, sum, channel * words, words)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
