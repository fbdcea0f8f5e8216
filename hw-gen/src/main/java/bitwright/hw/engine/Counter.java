package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;

/**
 * Counts 0 … length − 1 and starts over, one step per cycle in which {@code step} holds.
 *
 * @param value the count
 * @param last the count is length − 1
 */
record Counter(Bits value, Flag last) {

  /** A counter; of length 1 it is constant and costs nothing. */
  static Counter of(String name, int length, Flag step) {
    if (length == 1) {
      return new Counter(bits(1).constant(0), Flag.constant(true));
    }
    Bits value = register(name, bits(bitsFor(length)), 0);
    Flag last = value.is(length - 1).named(name + "_last");
    Bits next = value.plus(bits(1).constant(1)).low(value.width());
    when(step, () -> value.set(mux(last, value.type().constant(0), next)));
    return new Counter(value, last);
  }

  /** The bits of an index below {@code length}, at least 1. */
  static int bitsFor(int length) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(length - 1));
  }
}
