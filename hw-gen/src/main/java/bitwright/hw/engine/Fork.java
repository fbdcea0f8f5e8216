package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives every beat to several consumers, each of which takes it when it can, once. The beat leaves
 * when the last of them has it.
 *
 * <p>No consumer waits for another to take the beat on offer; {@code in_ready} depends on the
 * consumers' ready, and no valid depends on any ready.
 */
public final class Fork extends Circuit {
  /** Beats that enter. */
  public final Stream in;

  /** The same beats, for each consumer. */
  public final List<Stream> outs;

  /** A fork of beats of {@code width} bits to at least 2 consumers. */
  public Fork(int width, int consumers) {
    super("Fork_w" + width + "_x" + consumers);
    describe(
        "Gives every beat of %d bits to %d consumers, to each once, as soon as it takes it."
            .formatted(width, consumers),
        "taken_<i>: consumer i has the beat on offer already. The beat leaves when all have it.");
    in = streamInput("in", width);
    List<Stream> streams = new ArrayList<>();
    List<Flag> taken = new ArrayList<>();
    Flag all = Flag.constant(true);
    for (int i = 0; i < consumers; i++) {
      Stream out = streamOutput("out_" + i, width);
      Flag has = register("taken_" + i, flag(), 0);
      out.valid().set(in.valid().and(has.not()));
      out.data().set(in.data());
      all = all.and(has.or(out.ready()));
      streams.add(out);
      taken.add(has);
    }
    Flag leaves = all.named("all_have");
    in.ready().set(leaves);
    for (int i = 0; i < consumers; i++) {
      Flag has = taken.get(i);
      Stream out = streams.get(i);
      when(in.valid(), () -> has.set(has.or(out.ready()).and(leaves.not())));
    }
    outs = List.copyOf(streams);
  }
}
