package bitwright.arith.heap;

import bitwright.arith.fabric.Net;

/**
 * A register that a sum is added to, as one row more of the final adder.
 *
 * <p>All three nets are taken in the stage of the final adder: where the sum is pipelined, they
 * belong to operands that entered {@code latency − 1} enabled clocks before.
 *
 * @param step the register loads
 * @param reset the register becomes 0, whatever the step
 * @param keep the sum is added to the register's value; if 0, to 0 instead
 */
public record Accumulator(Net step, Net reset, Net keep) {

  /** A register that {@code reset} clears. */
  public static Accumulator resettable(Net step, Net reset) {
    return new Accumulator(step, reset, Net.ONE);
  }

  /** A register that starts afresh, with the sum alone, where {@code keep} is 0. */
  public static Accumulator gated(Net step, Net keep) {
    return new Accumulator(step, Net.ZERO, keep);
  }

  /** The nets of a bit of the register as the adder reads it. */
  int nets() {
    return keep.equals(Net.ONE) ? 1 : 2;
  }
}
