package bitwright.cost.primitive;

import bitwright.cost.Resources;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A read-only memory with a synchronous read port and an output register.
 *
 * <p>Bits that are equal in all words are constants and take no memory. In LUTs a bit of the rest
 * weighs 1/64: where that is at most what block memories ({@link BlockRam}) weigh, the memory
 * becomes LUTs and an output register. A column of it (one bit of all words) is cut into segments
 * of 64 words, one LUT6 each, which LUT6 choose among, four at a time. Segments that are constant
 * cost nothing, equal ones are shared; so the contents count.
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

  private final List<BigInteger> words;
  private final int width;

  /** A memory of these words; bits that never change do not count. */
  public Rom(List<BigInteger> words) {
    this.words = words;
    BigInteger first = words.get(0);
    BigInteger changing = BigInteger.ZERO;
    for (BigInteger word : words) {
      changing = changing.or(word.xor(first));
    }
    width = changing.bitCount();
  }

  /** Whether it is mapped to block memories. */
  public boolean inBlocks() {
    return (double) words.size() * width / BITS_PER_WEIGHT
        > BlockRam.readOnly(words.size(), width).weight();
  }

  /** What it costs. */
  public Resources resources() {
    return inBlocks() ? BlockRam.readOnly(words.size(), width).resources() : tables();
  }

  /** What it costs where it is of LUTs, its output register included. */
  public Resources tables() {
    Set<BigInteger> columns = new HashSet<>();
    for (int bit = 0; bit < words.stream().mapToInt(BigInteger::bitLength).max().orElse(0); bit++) {
      columns.add(column(bit));
    }
    columns.remove(BigInteger.ZERO);
    columns.remove(BigInteger.ONE.shiftLeft(words.size()).subtract(BigInteger.ONE));
    Set<BigInteger> tables = new HashSet<>();
    int selectors = 0;
    for (BigInteger column : columns) {
      Set<BigInteger> segments = segments(column);
      selectors += segments.size() == 1 ? 0 : Luts.multiplexer(Luts.ceilDiv(words.size(), SEGMENT));
      segments.removeIf(this::isConstant);
      tables.addAll(segments);
    }
    int cover = words.size() <= 2 ? 0 : tables.size() + selectors;
    int luts = (int) Math.round(cover * loss(words.size()));
    return new Resources(luts, columns.size(), 0, 0, 0);
  }

  /**
   * The bits of the address that come out as they are. Where the address is registered along with
   * the word, these registers are the same ones.
   */
  public int addressBits() {
    if (inBlocks()) {
      return 0;
    }
    Set<BigInteger> columns = new HashSet<>();
    for (int bit = 0; bit < words.stream().mapToInt(BigInteger::bitLength).max().orElse(0); bit++) {
      columns.add(column(bit));
    }
    int same = 0;
    for (int bit = 0; 1 << bit < words.size(); bit++) {
      BigInteger index = BigInteger.ZERO;
      for (int i = 0; i < words.size(); i++) {
        index = (i >> bit & 1) == 1 ? index.setBit(i) : index;
      }
      same += columns.contains(index) ? 1 : 0;
    }
    return same;
  }

  private static double loss(int depth) {
    return depth <= 64 ? 1 : depth <= 128 ? 1.15 : depth <= 256 ? 1.35 : 1.45;
  }

  private boolean isConstant(BigInteger segment) {
    int ones = segment.bitCount();
    return ones == 0 || ones == Math.min(SEGMENT, words.size());
  }

  private BigInteger column(int bit) {
    byte[] bits = new byte[words.size() / 8 + 1];
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).testBit(bit)) {
        bits[bits.length - 1 - i / 8] |= (byte) (1 << i % 8);
      }
    }
    return new BigInteger(1, bits);
  }

  private Set<BigInteger> segments(BigInteger column) {
    BigInteger mask = BigInteger.ONE.shiftLeft(SEGMENT).subtract(BigInteger.ONE);
    Set<BigInteger> segments = new HashSet<>();
    for (int start = 0; start < words.size(); start += SEGMENT) {
      segments.add(column.shiftRight(start).and(mask));
    }
    return segments;
  }
}
