package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs {@code factor} narrow beats into a wide one, the first in the lowest bits. One narrow beat
 * a cycle; all outputs are registered.
 */
public final class Upsizer extends Circuit {
  /** Narrow beats. */
  public final Stream in;

  /** Wide beats. */
  public final Stream out;

  /** An upsizer from beats of {@code width} bits; the factor is at least 2. */
  public Upsizer(int width, int factor) {
    super("Upsizer_w" + width + "_x" + factor);
    describe(
        "Packs %d beats of %d bits into one of %d bits, the first in the lowest bits. One narrow beat a"
                .formatted(factor, width, width * factor)
            + " cycle; a wide beat is offered the cycle after its last part arrived.");
    in = streamInput("in", width);
    out = streamOutput("out", width * factor);
    Flag full = register("full", flag(), 0);
    Bits beat = register("beat", bits(width * factor));
    List<Bits> parts = new ArrayList<>();
    for (int i = 0; i < factor - 1; i++) {
      parts.add(register("part_" + i, bits(width)));
    }
    Flag fires = in.fires().named("taken");
    Counter position = Counter.of("position", factor, fires);
    Flag blocked = position.last().and(full).named("blocked");
    Flag complete = fires.and(position.last()).named("complete");
    in.ready().set(blocked.not());
    out.valid().set(full);
    out.data().set(beat);

    when(out.fires(), () -> full.set(false));
    when(
        fires,
        () -> {
          for (int i = 0; i < factor - 1; i++) {
            Bits next = i == factor - 2 ? in.data() : parts.get(i + 1);
            parts.get(i).set(next);
          }
        });
    when(
        complete,
        () -> {
          List<Bits> all = new ArrayList<>(parts);
          all.add(in.data());
          beat.set(pack(all));
          full.set(true);
        });
  }
}
