package bitwright.transformer;

import bitwright.arith.dot.Accumulators;
import java.math.BigInteger;
import java.util.Optional;

/** Compares exact accumulators with the reference's sums. */
final class Sums {

  private Sums() {}

  /**
   * Where the two differ first.
   *
   * @param token the row of activations
   * @param row the output channel
   * @param expected the reference's sum
   * @param actual the accumulator
   */
  record Difference(int token, int row, long expected, BigInteger actual) {}

  /** The first difference over all tokens; empty if there is none. */
  static Optional<Difference> first(Activations run, Accumulators actual) {
    int rows = run.layer().weights().rows();
    if (run.sums().length != run.tokens() * rows
        || actual.vectors() != run.tokens()
        || actual.rows() != rows) {
      throw new IllegalArgumentException("a sum is missing: " + run.layer().node());
    }
    for (int i = 0; i < run.sums().length; i++) {
      BigInteger sum = actual.get(i / rows, i % rows);
      if (!sum.equals(BigInteger.valueOf(run.sums()[i]))) {
        return Optional.of(new Difference(i / rows, i % rows, run.sums()[i], sum));
      }
    }
    return Optional.empty();
  }
}
