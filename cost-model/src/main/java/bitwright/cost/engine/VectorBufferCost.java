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
            .with("counters", Counter.of(family, words), 2)
            .with("counters", Counter.of(family, replays))
            .luts("control", HANDSHAKE_LUTS)
            .ffs(4);
    return Integer.bitCount(words) == 1
        ? buffer
        : buffer
            .luts("addresses", 2 * (family.xilinx() ? Integer.bitCount(words) : longer - 2))
            .carries(2 * family.carries(addressBits));
  }
}
