package bitwright.cost.primitive;

import bitwright.arith.plan.MemoryKind;
import bitwright.cost.CostException;
import bitwright.cost.Family;
import java.math.BigInteger;
import java.util.List;

/**
 * A read-only memory with a synchronous read port and an output register.
 *
 * <p>Bits that are equal in all words are constants and take no memory. In LUTs a bit of the rest
 * weighs 1/64, on iCE40 0.06: where that is at most what block memories ({@link BlockRam}) weigh,
 * the memory becomes LUTs and an output register. A column of it (one bit of all words) is cut into
 * segments of 64 words, one LUT6 each, which LUT6 choose among, four at a time; on iCE40 of 16
 * words, one LUT4 each, and two LUT4 choose among four. Segments that are constant cost nothing,
 * equal ones are shared; so the contents count.
 *
 * <p>Correction: Yosys rewrites the multiplexer trees before it covers them, and loses some of the
 * ideal cover. How much hangs on the contents, and on what else is in the circuit: measured with
 * {@code synth_xilinx}, LUT per column, ideal in brackets, on 250 memories of nine networks and on
 * random ones, 128 words 2.9 … 4.2 [3], 256 words 5.0 … 9.2 [5], 512 words 13.2 … 18.4 [11], 784
 * words 24 [18], 1024 words 27 … 32 [21], 1280 words 38 [28]. The count is multiplied by the mean,
 * 1.2 for 7 address bits, 1.32 for 8, 1.45 for 9, 1.38 for more. Where the depth is no power of
 * two, synthesis makes use of the words that nothing reads, 196 words 4.1 … 5.6 [5], 392 words 10.8
 * [10]: from 129 to 511 words a factor of 0.87, but 1.1 from 64 columns on, which share so much of
 * the trees that their cover suffers (200 words of 64 bits 7.2 [5], 192 words of 192 bits 6.5 [4]).
 * Up to 64 words, a few beyond a power of two (9 or 36) are chosen by the top bit of the address
 * alone, of which synthesis makes resets: an eighth more.
 *
 * <p>On iCE40 the factor is 1.1 for 5 address bits, for 6 to 8 it is 1.3 or, where the depth is no
 * power of two, 1.2, up to 16 columns 1 or 1.05, and 1.3 for more than 8 (64 words of 16 columns:
 * 96 [96], of 17: 111 [84]; 1024 words of one: 138 [106]).
 */
public final class Rom {

  private static final int NARROW = 16;
  private static final int MANY_COLUMNS = 64;

  private final Family family;
  private final WordColumns words;
  private final MemoryKind kind;

  /** A memory of these words; bits that never change do not count. */
  public Rom(Family family, List<BigInteger> words) {
    this(family, words, MemoryKind.AUTO);
  }

  /** A memory that is kept where it is asked to be. */
  public Rom(Family family, List<BigInteger> words, MemoryKind kind) {
    this(family, WordColumns.of(words), kind);
  }

  /** A memory of words whose columns are known. */
  Rom(Family family, WordColumns words, MemoryKind kind) {
    if (kind == MemoryKind.ULTRA) {
      throw new CostException(
          "there is no cost formula for a read-only memory in UltraRAM, which cannot be filled");
    }
    this.kind = kind;
    this.family = family;
    this.words = words;
  }

  /** Whether it is mapped to block memories. */
  public boolean inBlocks() {
    if (kind != MemoryKind.AUTO) {
      return kind == MemoryKind.BLOCK;
    }
    double bitWeight = family.xilinx() ? 1.0 / 64 : 0.06;
    return (double) words.words() * words.changing() * bitWeight > blocks().weight();
  }

  private BlockRam blocks() {
    return BlockRam.readOnly(family, words.words(), words.changing());
  }

  /** What it costs. */
  public Primitive cost() {
    return inBlocks() ? blocks().cost("rom") : tables();
  }

  /** What it costs where it is of LUTs, its output register included. */
  public Primitive tables() {
    Columns columns = columns();
    Primitive rom = Primitive.of("rom").ffs(columns.count() + columns.addressBits());
    if (words.words() <= 2) {
      return rom;
    }
    int cover = columns.segments() + columns.selectors(family);
    int address = Luts.ceilLog2(words.words());
    String depth = address <= family.lutInputs() ? "small" : "depth " + address;
    return rom.luts(depth, cover * loss(words.words(), columns.count()));
  }

  private Columns columns() {
    return words.cover(family.lutInputs());
  }

  /**
   * The bits of the address that come out as they are. Where the address is registered along with
   * the word, these registers are the same ones.
   */
  public int addressBits() {
    return inBlocks() ? 0 : columns().addressBits();
  }

  private double loss(int depth, int width) {
    if (!family.xilinx()) {
      return depth <= 16 ? 1 : depth <= 32 ? 1.1 : wideLoss(depth, width);
    }
    if (depth <= 64) {
      int beyond = depth - Integer.highestOneBit(depth);
      return beyond > 0 && 8 * beyond <= depth - beyond ? 1.12 : 1;
    }
    double full = depth <= 128 ? 1.2 : depth <= 256 ? 1.32 : depth <= 512 ? 1.45 : 1.38;
    boolean open = Integer.bitCount(depth) > 1 && depth > 128 && depth < 512;
    return !open ? full : width < MANY_COLUMNS ? 0.87 * full : 1.1 * full;
  }

  /** In LUT4; few columns lose little. */
  private static double wideLoss(int depth, int width) {
    if (depth > 256) {
      return 1.3;
    }
    boolean full = Integer.bitCount(depth) == 1;
    return width <= NARROW ? (full ? 1 : 1.05) : full ? 1.3 : 1.2;
  }
}
