package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Logic.wire;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;
import static bitwright.hw.chisel.Type.signed;

import bitwright.arith.plan.LineBufferPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Ram;
import bitwright.hw.chisel.Signed;
import bitwright.hw.chisel.Stream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A ring of words in a memory between a writer, which follows the stream, and a reader, which
 * follows a {@link bitwright.arith.plan.LoopNest}. One word a cycle in and one out.
 *
 * <p>Two signed counters decide who may go on, each by its sign alone: {@code ahead} is the number
 * of words written minus the reader's position minus 1, {@code room} the number of free words minus
 * 1. A read step takes two cycles to the output queue: memory, then the choice between word and
 * border.
 */
public abstract class LineBuffer extends Circuit {
  /** Words in stream order. */
  public final Stream in;

  /** Words in the reader's order. */
  public final Stream out;

  /**
   * What a word holds.
   *
   * @param lanes elements
   * @param inBits bits of an element that comes in
   * @param outBits bits of an element that leaves; the upper ones are 0
   * @param padCode the element beyond the border
   */
  record Word(int lanes, int inBits, int outBits, int padCode) {}

  /** The buffer of a plan. */
  LineBuffer(String name, LineBufferPlan plan, Word word, List<String> description) {
    super(name);
    List<String> text = new ArrayList<>(description);
    text.addAll(Descriptions.lineBuffer(plan));
    describe(text.toArray(String[]::new));
    in = streamInput("in", word.lanes * word.inBits);
    out = streamOutput("out", word.lanes * word.outBits);
    StreamQueue queue = instance("queue", () -> new StreamQueue(out.width()));
    if (plan.inOrder()) {
      queue.in.valid().set(in.valid());
      queue.in.data().set(widened(in.data(), word));
      in.ready().set(queue.in.ready());
    } else {
      buffer(plan, word, queue.in);
    }
    queue.out.to(out);
  }

  private void buffer(LineBufferPlan plan, Word word, Stream result) {
    LineBufferPlan.Ring ring = plan.ring();
    Flag advance = wire("advance", flag());
    advance.set(result.ready());
    Flag written = in.fires().named("written");
    Flag read = wire("read", flag());
    LoopCounters loops = new LoopCounters(plan.nest(), read);

    Signed ahead =
        register("ahead", signed(ring.ahead().signedBits()), -1L - plan.position().start());
    Signed passed = onlyIf(loops.move("position_move", plan.position()), read).named("passed");
    ahead.set(ahead.plus(one(written, ahead.width())).minus(passed).wrap(ahead.width()));
    Signed room =
        register(
            "room", signed(ring.room().signedBits()), ring.depth() - 1L + plan.oldest().start());
    Signed freed = onlyIf(loops.move("oldest_move", plan.oldest()), read).named("freed");
    room.set(room.plus(freed).minus(one(written, room.width())).wrap(room.width()));
    in.ready().set(room.isNegative().not());

    Flag padded = padded(plan, loops);
    Flag available = padded.or(ahead.isNegative().not()).named("available");
    read.set(available.and(advance));

    Ram ram = new Ram("words", in.width(), ring.depth());
    ram.writeEnable.set(written);
    ram.writeData.set(in.data());
    ram.writeAddress.set(Counter.of("write_address", ring.depth(), written).value());
    ram.readEnable.set(read);
    ram.readAddress.set(loops.ringAddress("read_address", plan.position(), ring.depth()));
    result.valid().set(delayed("word_valid", available, advance));
    Bits data = widened(ram.readData, word);
    if (!plan.borders().isEmpty()) {
      Flag border = delayed("word_padded", padded, advance);
      Bits pad = bits(word.outBits).constant(word.padCode);
      data = mux(border, pack(Collections.nCopies(word.lanes, pad)), data);
    }
    result.data().set(data);
  }

  /** Whether the position of this step lies beyond the border. */
  private static Flag padded(LineBufferPlan plan, LoopCounters loops) {
    Flag padded = Flag.constant(false);
    for (LineBufferPlan.Border border : plan.borders()) {
      Signed value = loops.coordinate(border.name(), border.coordinate(), border.range());
      if (border.range().signed()) {
        padded = padded.or(value.isNegative());
      }
      if (border.range().max().intValueExact() >= border.size()) {
        Signed size = signed(value.width()).constant(border.size());
        padded = padded.or(value.atLeast(size));
      }
    }
    return padded.named("padded");
  }

  private static Signed one(Flag event, int width) {
    return event.bits().toSigned().extend(width).named("arrived");
  }

  private static Signed onlyIf(Signed value, Flag condition) {
    return mux(condition, value, value.type().constant(0));
  }

  private static Bits widened(Bits data, Word word) {
    if (word.outBits == word.inBits) {
      return data;
    }
    return pack(unpack(data, word.lanes).stream().map(e -> e.extend(word.outBits)).toList());
  }
}
