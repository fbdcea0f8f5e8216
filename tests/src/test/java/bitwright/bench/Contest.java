package bitwright.bench;

import java.io.IOException;
import java.util.Arrays;

/**
 * Two programs that do the same work, measured by turns.
 *
 * @param name what is measured
 * @param reference what it is measured against
 * @param macs the multiply-accumulates of one run
 * @param target the least ratio wanted; 0 for a row that only informs
 * @param sameResults whether both sides compute the same numbers, so that checksums must agree
 * @param own the side that is to be fast
 * @param other the reference
 */
record Contest(
    String name,
    String reference,
    double macs,
    double target,
    boolean sameResults,
    Side own,
    Side other) {

  private static final int ROUNDS = 15;
  private static final double ROUND_NANOS = 40e6;
  private static final double WARM_NANOS = 1.5e9;

  /** Warms both sides up, then measures them by turns. */
  Row measure() throws IOException {
    int ownRuns = warm(own);
    int otherRuns = warm(other);
    if (sameResults && own.checksum() != other.checksum()) {
      throw new IllegalStateException(name + ": the two sides computed different results");
    }
    double[] owns = new double[ROUNDS];
    double[] others = new double[ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      others[i] = macs * otherRuns / other.run(otherRuns);
      owns[i] = macs * ownRuns / own.run(ownRuns);
      ratios[i] = owns[i] / others[i];
    }
    return new Row(name, reference, median(owns), median(others), "GMAC/s", median(ratios), target);
  }

  /** Runs a side until it is compiled, and returns the runs that fill one round. */
  private static int warm(Side side) throws IOException {
    double spent = 0;
    int runs = 1;
    while (spent < WARM_NANOS) {
      double nanos = side.run(runs);
      spent += nanos;
      runs = (int) Math.max(1, Math.min(100_000, runs * ROUND_NANOS / Math.max(nanos, 1)));
    }
    return runs;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
