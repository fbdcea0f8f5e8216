package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.mux;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Ram;
import bitwright.hw.chisel.Stream;

/**
 * Two banks of {@code words} beats: one receives a vector while the other is replayed {@code
 * replays} times.
 *
 * <p>In a cycle with {@code advance} and {@code available} the next word of the replay is read; it
 * stands at {@code data} one enabled clock later. The bank is released with the last word of the
 * last replay, in time for reading and writing to go on without a pause.
 */
public final class VectorBuffer extends Circuit {
  /** Vectors, {@code words} beats each. */
  public final Stream in;

  /** The reader takes a word if there is one. */
  public final Flag advance;

  /** A whole vector is there to be read. */
  public final Flag available;

  /** The word read last. */
  public final Bits data;

  /**
   * A buffer of vectors of {@code words} beats of {@code width} bits, each vector read {@code
   * replays} times.
   */
  public VectorBuffer(int width, int words, int replays) {
    super("VectorBuffer_w" + width + "_d" + words + "_r" + replays);
    describe(
        "Double buffer of input vectors, %d beats of %d bits each: while one bank is read %d times, the"
                .formatted(words, width, replays)
            + " other receives the next vector.",
        "Word w of bank b is at address b*%d+w. In a cycle with advance and available the next word"
                .formatted(words)
            + " is read; it stands at data one cycle later.",
        "filled counts whole vectors, 0 to 2.");
    in = streamInput("in", width);
    advance = input("advance", flag());
    available = output("available", flag());
    data = output("data", bits(width));
    Bits filled = register("filled", bits(2), 0);
    Flag written = in.fires().named("written");
    Flag read = advance.and(available).named("read");
    in.ready().set(filled.bit(1).not());
    available.set(filled.any());

    Counter writeWord = Counter.of("write_word", words, written);
    Flag vectorWritten = written.and(writeWord.last()).named("vector_written");
    Counter readWord = Counter.of("read_word", words, read);
    Flag replayed = read.and(readWord.last()).named("replayed");
    Counter replay = Counter.of("replay", replays, replayed);
    Flag vectorRead = replayed.and(replay.last()).named("vector_read");
    when(
        vectorWritten.and(vectorRead.not()),
        () -> filled.set(filled.plus(bits(1).constant(1)).low(2)));
    when(
        vectorRead.and(vectorWritten.not()),
        () -> filled.set(filled.minus(bits(1).constant(1)).bits().low(2)));

    Ram ram = new Ram("banks", width, 2 * words);
    ram.writeEnable.set(written);
    ram.writeData.set(in.data());
    ram.writeAddress.set(address(writeWord, toggle("write_bank", vectorWritten), words));
    ram.readEnable.set(read);
    ram.readAddress.set(address(readWord, toggle("read_bank", vectorRead), words));
    data.set(ram.readData);
  }

  private static Flag toggle(String name, Flag step) {
    Flag bank = register(name, flag(), 0);
    when(step, () -> bank.set(bank.not()));
    return bank;
  }

  private static Bits address(Counter word, Flag bank, int words) {
    if (words == 1) {
      return bank.bits();
    }
    if (Integer.bitCount(words) == 1) {
      return bank.bits().above(word.value());
    }
    int width = Counter.bitsFor(2 * words);
    Bits base = mux(bank, bits(width).constant(words), bits(width).constant(0));
    return base.plus(word.value()).low(width);
  }
}
