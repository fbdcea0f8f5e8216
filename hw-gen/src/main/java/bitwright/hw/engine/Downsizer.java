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
    describe(
        "Splits a beat of %d bits into %d beats of %d bits, the lowest bits first. One narrow beat a"
                .formatted(width * factor, factor, width)
            + " cycle; the next wide beat is taken while the last part of this one leaves.");
    in = streamInput("in", width * factor);
    out = streamOutput("out", width);
    Flag busy = register("busy", flag(), 0);
    Bits rest = register("rest", bits(width * factor));
    Counter position = Counter.of("position", factor, out.fires());
    Flag left = out.fires().named("left");
    out.valid().set(busy);
    out.data().set(rest.low(width));
    Flag leaves = out.ready().and(position.last());
    Flag ready = busy.not().or(leaves).named("free");
    in.ready().set(ready);

    Bits shifted = rest.slice(width * factor - 1, width).extend(width * factor);
    when(left, () -> rest.set(shifted));
    when(ready, () -> busy.set(in.valid()));
    when(in.fires(), () -> rest.set(in.data()));
  }
}
