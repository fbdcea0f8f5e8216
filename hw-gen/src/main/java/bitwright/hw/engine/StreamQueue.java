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
    in = streamInput("in", width);
    out = streamOutput("out", width);
    Flag headValid = register("head_valid", flag(), 0);
    Bits head = register("head", bits(width));
    Flag spareValid = register("spare_valid", flag(), 0);
    Bits spare = register("spare", bits(width));
    in.ready().set(spareValid.not());
    out.valid().set(headValid);
    out.data().set(head);

    Flag headFree = headValid.not().or(out.ready()).named("head_free");
    when(
            headFree,
            () -> {
              headValid.set(spareValid.or(in.valid()));
              head.set(mux(spareValid, spare, in.data()));
              spareValid.set(false);
            })
        .elseWhen(in::fires, () -> spareValid.set(true));
    when(in.fires(), () -> spare.set(in.data()));
  }
}
