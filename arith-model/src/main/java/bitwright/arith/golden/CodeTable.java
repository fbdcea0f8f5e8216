package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.Optional;

/** The code of every accumulator that can occur, per channel, where those are few. */
final class CodeTable implements Steps {

  /** The most entries: more would not stay in a cache. */
  private static final int MOST = 1 << 19;

  private final int channels;
  private final int span;
  private final long least;
  private final byte[] codes;

  private CodeTable(Requantizer requantizer, long least, int span) {
    channels = requantizer.channels().size();
    this.span = span;
    this.least = least;
    codes = new byte[channels * span];
    Levels levels = requantizer.output().levels();
    for (int c = 0; c < channels; c++) {
      StepFunction steps = requantizer.channels().get(c);
      int rank = steps.rank(least);
      int reached = steps.falling() ? levels.count() - 1 - rank : rank;
      for (int i = 0; i < span; i++) {
        while (reached < steps.count()
            && steps.threshold(reached).compareTo(BigInteger.valueOf(least + i)) <= 0) {
          reached++;
        }
        int now = steps.falling() ? levels.count() - 1 - reached : reached;
        codes[c * span + i] = (byte) levels.code(now);
      }
    }
  }

  /** The table of a requantizer; empty if it would be large, or codes do not fit in bytes. */
  static Optional<CodeTable> of(Requantizer requantizer, IntegerRange accumulators) {
    BigInteger span = accumulators.max().subtract(accumulators.min()).add(BigInteger.ONE);
    BigInteger entries = span.multiply(BigInteger.valueOf(requantizer.channels().size()));
    boolean fits =
        requantizer.output().bits() <= Byte.SIZE
            && accumulators.fitsLong()
            && entries.compareTo(BigInteger.valueOf(MOST)) <= 0;
    return fits
        ? Optional.of(
            new CodeTable(requantizer, accumulators.min().longValueExact(), span.intValueExact()))
        : Optional.empty();
  }

  @Override
  public void codes(Accumulators sums, int[] out, int offset) {
    long[] sum = new long[channels];
    int to = offset;
    for (int v = 0; v < sums.vectors(); v++) {
      sums.copyVector(v, sum);
      for (int c = 0; c < channels; c++) {
        out[to++] = codes[c * span + (int) (sum[c] - least)] & 0xff;
      }
    }
  }
}
