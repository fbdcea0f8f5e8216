package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;

/**
 * Splits a wide beat into {@code factor} narrow ones, the lowest bits first. One narrow beat a
 * cycle without a pause between wide ones: a wide beat is taken while the last part of the one
 * before leaves.
 */
public final class Downsizer extends Circuit {
  /** Wide beats. */
  public final Stream in;

  /** Narrow beats. */
  public final Stream out;

  /** A downsizer to beats of {@code width} bits; the factor is at least 2. */
  public Downsizer(int width, int factor) {
    super("Downsizer_w" + width + "_x" + factor);
    in = streamInput("in", width * factor);
    out = streamOutput("out", width);
    Flag busy = register("busy", flag(), 0);
    Bits rest = register("rest", bits(width * factor));
    Counter position = Counter.of("position", factor, out.fires());
    out.valid().set(busy);
    out.data().set(rest.low(width));
    Flag leaves = out.ready().and(position.last());
    in.ready().set(busy.not().or(leaves));

    Bits shifted = rest.slice(width * factor - 1, width).extend(width * factor);
    when(out.fires(), () -> rest.set(shifted));
    when(in.ready(), () -> busy.set(in.valid()));
    when(in.fires(), () -> rest.set(in.data()));
  }
}
