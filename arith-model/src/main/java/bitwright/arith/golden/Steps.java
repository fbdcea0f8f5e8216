package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.util.Optional;

/** A requantizer prepared for many accumulators; all kinds give equal codes. */
interface Steps {

  /**
   * Writes the codes of a batch, vector by vector, from an offset on.
   *
   * @param sums the rows are the requantizer's channels
   */
  void codes(Accumulators sums, int[] out, int offset);

  /**
   * The fastest kind for accumulators of that range.
   *
   * @param accumulators holds every sum, so that it may be cut to as many words
   */
  static Steps of(Requantizer requantizer, IntegerRange accumulators) {
    Optional<Steps> table = CodeTable.of(requantizer, accumulators).map(t -> t);
    Optional<Steps> narrow = table.or(() -> RankSearch.of(requantizer, accumulators).map(s -> s));
    return narrow
        .<Steps>map(s -> (sums, out, offset) -> s.codes(sums.withWords(1), out, offset))
        .orElseGet(() -> new WideSearch(requantizer, accumulators));
  }
}
