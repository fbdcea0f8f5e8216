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

  /** The fastest kind for accumulators of that range. */
  static Steps of(Requantizer requantizer, IntegerRange accumulators) {
    Optional<Steps> table = CodeTable.of(requantizer, accumulators).map(t -> t);
    Optional<Steps> fast = table.or(() -> RankSearch.of(requantizer, accumulators).map(s -> s));
    return (sums, out, offset) -> {
      if (fast.isPresent() && sums.isNarrow()) {
        fast.get().codes(sums, out, offset);
      } else {
        byDefinition(requantizer, sums, out, offset);
      }
    };
  }

  private static void byDefinition(
      Requantizer requantizer, Accumulators sums, int[] out, int offset) {
    for (int v = 0; v < sums.vectors(); v++) {
      for (int r = 0; r < sums.rows(); r++) {
        out[offset + v * sums.rows() + r] = requantizer.code(r, sums.get(v, r));
      }
    }
  }
}
