package bitwright.cost.engine;

import bitwright.cost.Family;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Ram;

/** The double-buffered input vector. */
public final class VectorBufferCost {
  private static final int HANDSHAKE_LUTS = 9;

  private VectorBufferCost() {}

  /**
   * The memory of both banks, counters of words written, words read and replays, a bit for each
   * bank and two that count the full ones. Where the words of a bank are no power of two, each
   * address adds the base of its bank, 0 or that many words: a chain with a LUT where the words
   * have a one, on iCE40 with one per bit from the lowest one on, but two.
   *
   * <p>On iCE40 counters of five bits or more are cleared by the reset of their flip-flops, which
   * leaves the LUT of the sum, three for the end of a count and its reset, and two more for words,
   * whose counts go along with the banks.
   *
   * @param width bits of a word
   * @param words words of a bank
   * @param replays how often a vector is read
   */
  public static Primitive of(Family family, int width, int words, int replays) {
    int addressBits = Counter.bits(2 * words);
    int longer = Math.max(2, addressBits - Integer.numberOfTrailingZeros(words));
    Primitive buffer =
        Primitive.of("vector buffer")
            .with("memory", Ram.of(family, 2 * words, width))
            .with("counters", counter(family, words, 2), 2)
            .with("counters", counter(family, replays, 0))
            .luts("control", HANDSHAKE_LUTS)
            .ffs(4);
    return Integer.bitCount(words) == 1
        ? buffer
        : buffer
            .luts("addresses", 2 * (family.xilinx() ? Integer.bitCount(words) : longer - 2))
            .carries(2 * family.carries(addressBits));
  }

  private static Primitive counter(Family family, int length, int more) {
    Primitive counter = Counter.of(family, length);
    int bits = Counter.bits(length);
    if (family.xilinx() || bits < 5) {
      return family.xilinx() || bits == 0 || more == 0 ? counter : counter.luts("clear", 1);
    }
    int sum = bits + 3 + more + (Integer.bitCount(length) == 1 ? 0 : 1);
    return Primitive.of("").luts("", sum).ffs(counter.ff()).carries(counter.carry());
  }
}
