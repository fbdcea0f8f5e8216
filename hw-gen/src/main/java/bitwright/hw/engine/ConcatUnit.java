package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Type.bits;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Joins feature maps along their channels: of every pixel the beats of map 0, then those of map 1
 * and so on. One beat a cycle, latency 1.
 */
public final class ConcatUnit extends Circuit {
  /** One stream per map. */
  public final List<Stream> ins;

  /** The joined map. */
  public final Stream out;

  /**
   * The unit of a layer.
   *
   * @param layer its name
   * @param width bits a beat
   * @param beats of a pixel of every map
   */
  public ConcatUnit(String layer, int width, List<Integer> beats) {
    super(moduleName(layer));
    int maps = beats.size();
    int total = beats.stream().mapToInt(b -> b).sum();
    describe(
        "Layer %s joins %d maps along their channels, beats of %d bits: of every pixel %s beats of in_0, in_1 and so on, in this order."
            .formatted(layer, maps, width, beats),
        "beat counts the beats of a joined pixel; one beat a cycle, latency 1.");
    List<Stream> streams = new ArrayList<>();
    for (int i = 0; i < maps; i++) {
      streams.add(streamInput("in_" + i, width));
    }
    ins = List.copyOf(streams);
    out = streamOutput("out", width);
    observable(out.valid());
    observable(out.ready());
    observable(out.data());
    StreamQueue queue = instance("queue", () -> new StreamQueue(width));
    Counter beat = Counter.of("beat", total, queue.in.fires());
    List<Flag> turns = turns(beat.value(), beats);
    Flag valid = Flag.constant(false);
    Bits data = ins.get(maps - 1).data();
    for (int i = maps - 1; i >= 0; i--) {
      Flag turn = turns.get(i);
      valid = valid.or(turn.and(ins.get(i).valid()));
      data = i == maps - 1 ? data : mux(turn, ins.get(i).data(), data);
      ins.get(i).ready().set(turn.and(queue.in.ready()));
    }
    queue.in.valid().set(valid);
    queue.in.data().set(data);
    queue.out.to(out);
  }

  /** The module name of a layer's unit. */
  public static String moduleName(String layer) {
    return "Concat_" + layer;
  }

  /** Whose beat it is. */
  private static List<Flag> turns(Bits beat, List<Integer> beats) {
    if (beats.size() == 1) {
      return Collections.nCopies(1, Flag.constant(true));
    }
    List<Flag> turns = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < beats.size(); i++) {
      int to = from + beats.get(i);
      Flag begun = beat.atLeast(bits(beat.width()).constant(from));
      Flag over = beat.atLeast(Bits.constant(java.math.BigInteger.valueOf(to)));
      Flag turn = i == 0 ? over.not() : i == beats.size() - 1 ? begun : begun.and(over.not());
      turns.add(turn.named("turn_" + i));
      from = to;
    }
    return turns;
  }
}
