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
 *
 * <p>Correction: Yosys rewrites the multiplexer trees before it covers them, and loses some of the
 * ideal cover. Random contents and sorted thresholds, 4 to 64 columns, measured with {@code
 * synth_xilinx} (LUT per column, ideal in brackets): 128 words 3.1 … 3.7 [3], 256 words 5.8 … 8.3
 * [5], 512 words 13 … 19 [11], 640 words 16 … 19 [13], 1024 words 29 … 32 [21], 2048 words 57 … 61
 * [43]. So the count is multiplied by 1.15 for 7 address bits, 1.35 for 8, 1.45 for more.
 */
public final class Rom {

  private static final int BITS_PER_WEIGHT = 64;
  private static final int SEGMENT = 64;

  private Rom() {}

  /** Whether a memory is mapped to block memories. */
  public static boolean inBlocks(int depth, int width) {
    return (double) depth * width / BITS_PER_WEIGHT > BlockRam.readOnly(depth, width).weight();
  }

  /** A memory with its words. */
  public static Resources of(List<BigInteger> words, int width) {
    if (inBlocks(words.size(), width)) {
      return BlockRam.readOnly(words.size(), width).resources();
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
      selectors += segments.size() == 1 ? 0 : Luts.multiplexer(Luts.ceilDiv(words.size(), SEGMENT));
      segments.removeIf(s -> isConstant(s, words.size()));
      tables.addAll(segments);
    }
    int cover = words.size() <= 2 ? 0 : tables.size() + selectors;
    int luts = (int) Math.round(cover * loss(words.size()));
    return new Resources(luts, columns.size(), 0, 0, 0);
  }

  private static double loss(int depth) {
    return depth <= 64 ? 1 : depth <= 128 ? 1.15 : depth <= 256 ? 1.35 : 1.45;
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
