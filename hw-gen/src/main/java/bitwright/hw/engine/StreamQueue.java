package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;

/**
 * A queue of two beats that passes one beat a cycle and whose ready, valid and data all come from
 * registers, so that no combinational path crosses it in either direction. Latency 1.
 */
public final class StreamQueue extends Circuit {
  /** Beats that enter. */
  public final Stream in;

  /** The same beats, later. */
  public final Stream out;

  /** A queue of beats of {@code width} bits. */
  public StreamQueue(int width) {
    super("StreamQueue_w" + width);
    describe(
        "Queue of two beats of %d bits: one beat a cycle, latency 1.".formatted(width),
        "out_valid, out_data and in_ready come from registers; no combinational path crosses it.",
        "head is the beat on offer; spare takes one more while head waits.");
    in = streamInput("in", width);
    out = streamOutput("out", width);
    Flag headValid = register("head_valid", flag(), 0);
    Bits head = register("head", bits(width));
    Flag spareValid = register("spare_valid", flag(), 0);
    Bits spare = register("spare", bits(width));
    in.ready().set(spareValid.not());
    out.valid().set(headValid);
    out.data().set(head);
    Flag taken = in.fires().named("taken");

    Flag headFree = headValid.not().or(out.ready()).named("head_free");
    when(
            headFree,
            () -> {
              headValid.set(spareValid.or(in.valid()));
              head.set(mux(spareValid, spare, in.data()));
              spareValid.set(false);
            })
        .elseWhen(() -> taken, () -> spareValid.set(true));
    when(taken, () -> spare.set(in.data()));
  }
}
