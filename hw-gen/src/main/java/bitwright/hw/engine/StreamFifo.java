package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Logic.wire;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Ram;
import bitwright.hw.chisel.Stream;

/**
 * A queue of many beats in a memory: one beat a cycle, latency 3. Ready, valid and data come from
 * registers.
 */
public final class StreamFifo extends Circuit {
  /** Beats that enter. */
  public final Stream in;

  /** The same beats, later. */
  public final Stream out;

  /**
   * A queue that takes {@code depth} beats while none leave, and three more that are on their way
   * out.
   *
   * @param width bits a beat
   * @param depth at least 2
   */
  public StreamFifo(int width, int depth) {
    super("StreamFifo_w" + width + "_d" + depth);
    describe(
        "Queue of %d beats of %d bits in a memory, and up to three more behind it: one beat a cycle, latency 3."
            .formatted(depth, width),
        "stored counts the beats in the memory; a beat read from it stands in read_data while word_valid holds, then enters the output queue.",
        "out_valid, out_data and in_ready come from registers; no combinational path crosses it.");
    in = streamInput("in", width);
    out = streamOutput("out", width);
    StreamQueue queue = instance("queue", () -> new StreamQueue(width));
    Flag advance = wire("advance", flag());
    advance.set(queue.in.ready());
    Bits stored = register("stored", bits(Counter.bitsFor(depth + 1)), 0);
    Flag full = register("full", flag(), 0);
    Flag waiting = register("waiting", flag(), 0);
    Flag written = in.valid().and(full.not()).named("written");
    Flag read = waiting.and(advance).named("read");
    in.ready().set(full.not());

    Bits more = stored.plus(bits(1).constant(1)).low(stored.width()).named("one_more");
    Bits less = stored.minus(bits(1).constant(1)).bits().low(stored.width()).named("one_less");
    when(
            written.and(read.not()),
            () -> {
              stored.set(more);
              full.set(stored.is(depth - 1));
              waiting.set(true);
            })
        .elseWhen(
            () -> read.and(written.not()),
            () -> {
              stored.set(less);
              full.set(false);
              waiting.set(stored.is(1).not());
            });

    Ram ram = new Ram("beats", width, depth);
    ram.writeEnable.set(written);
    ram.writeData.set(in.data());
    ram.writeAddress.set(Counter.of("write_address", depth, written).value());
    ram.readEnable.set(read);
    ram.readAddress.set(Counter.of("read_address", depth, read).value());
    queue.in.valid().set(delayed("word_valid", waiting, advance));
    queue.in.data().set(ram.readData);
    queue.out.to(out);
  }
}
