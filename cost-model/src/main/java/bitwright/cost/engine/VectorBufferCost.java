package bitwright.cost.engine;

import bitwright.cost.Resources;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Ram;

/** The double-buffered input vector. */
final class VectorBufferCost {
  private static final int HANDSHAKE_LUTS = 9;

  private VectorBufferCost() {}

  /**
   * The memory of both banks, counters of words written, words read and replays, a bit for each
   * bank and two that count the full ones. Where the words of a bank are no power of two, each
   * address adds the base of its bank: a chain of a LUT per bit.
   *
   * @param width bits of a word
   * @param words words of a bank
   * @param replays how often a vector is read
   */
  static Resources of(int width, int words, int replays) {
    Resources counters =
        Counter.of(words).times(2).plus(Counter.of(replays)).plus(Resources.ffs(4));
    int addressBits = Counter.bits(2 * words);
    boolean powerOfTwo = Integer.bitCount(words) == 1;
    Resources addresses =
        powerOfTwo ? Resources.NONE : Resources.logic(2 * addressBits, 2 * ((addressBits + 3) / 4));
    return Ram.of(2 * words, width)
        .plus(counters)
        .plus(addresses)
        .plus(Resources.luts(HANDSHAKE_LUTS));
  }
}
