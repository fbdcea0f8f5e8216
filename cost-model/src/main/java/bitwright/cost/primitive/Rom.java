package bitwright.cost.primitive;

import bitwright.cost.Resources;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Read-only memories with a synchronous read port.
 *
 * <p>In LUTs a bit of the memory weighs 1/64: where that is at most what block memories ({@link
 * BlockRam}) weigh, the memory becomes LUTs and an output register. A column of it (one bit of all
 * words) is cut into segments of 64 words, one LUT6 each, which LUT6 choose among, four at a time.
 * Segments that are constant cost nothing, equal ones are shared; so the contents count.
 */
public final class Rom {

  private static final int BITS_PER_WEIGHT = 64;
  private static final int SEGMENT = 64;

  private Rom() {}

  /** Whether a memory is mapped to block memories. */
  public static boolean inBlocks(int depth, int width) {
    return (double) depth * width / BITS_PER_WEIGHT > BlockRam.of(depth, width).weight();
  }

  /** A memory with its words. */
  public static Resources of(List<BigInteger> words, int width) {
    if (inBlocks(words.size(), width)) {
      return BlockRam.of(words.size(), width).resources();
    }
    Set<BigInteger> columns = new HashSet<>();
    for (int bit = 0; bit < width; bit++) {
      columns.add(column(words, bit));
    }
    BigInteger ones = BigInteger.ONE.shiftLeft(words.size()).subtract(BigInteger.ONE);
    columns.remove(BigInteger.ZERO);
    columns.remove(ones);
    Set<BigInteger> tables = new HashSet<>();
    int selectors = 0;
    for (BigInteger column : columns) {
      Set<BigInteger> segments = segments(column, words.size());
      selectors += segments.size() == 1 ? 0 : selectors(Luts.ceilDiv(words.size(), SEGMENT));
      segments.removeIf(s -> isConstant(s, words.size()));
      tables.addAll(segments);
    }
    int luts = words.size() <= 2 ? 0 : tables.size() + selectors;
    return new Resources(luts, columns.size(), 0, 0, 0);
  }

  /** LUT6 of a 4:1 multiplexer tree: each takes up three more data than it returns. */
  private static int selectors(int segments) {
    return Luts.ceilDiv(segments - 1, 3);
  }

  private static boolean isConstant(BigInteger segment, int depth) {
    int ones = segment.bitCount();
    return ones == 0 || ones == Math.min(SEGMENT, depth);
  }

  private static BigInteger column(List<BigInteger> words, int bit) {
    byte[] bits = new byte[words.size() / 8 + 1];
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).testBit(bit)) {
        bits[bits.length - 1 - i / 8] |= (byte) (1 << i % 8);
      }
    }
    return new BigInteger(1, bits);
  }

  private static Set<BigInteger> segments(BigInteger column, int depth) {
    BigInteger mask = BigInteger.ONE.shiftLeft(SEGMENT).subtract(BigInteger.ONE);
    Set<BigInteger> segments = new HashSet<>();
    for (int start = 0; start < depth; start += SEGMENT) {
      segments.add(column.shiftRight(start).and(mask));
    }
    return segments;
  }
}
