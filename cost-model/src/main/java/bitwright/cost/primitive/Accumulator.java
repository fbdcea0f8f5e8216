package bitwright.cost.primitive;

import bitwright.cost.Resources;

/** Accumulators {@code total ← (first ? 0 : total) + sum}. */
public final class Accumulator {

  private Accumulator() {}

  /**
   * One accumulator: a CARRY4 chain whose generate input is the gated total (one LUT a bit) and
   * whose propagate signal is the gated total against the sum (one LUT a bit), and the register.
   *
   * @param bits the width of the total, to which the sum is extended
   */
  public static Resources of(int bits) {
    if (bits <= 2) {
      return new Resources(bits, bits, 0, 0, 0);
    }
    return new Resources(2 * bits, bits, Luts.carries(bits), 0, 0);
  }
}
