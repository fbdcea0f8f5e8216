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
 * ideal cover; where the depth is no power of two, it makes use of the words that nothing reads.
 * Measured with {@code synth_xilinx} (LUT per column, ideal in brackets): 128 words 3.1 … 3.7 [3],
 * 196 words 4.6 … 5.6 [5], 256 words 5.8 … 6.3 [5], 392 words 11.6 [10], 512 words 14.1 … 14.3
 * [11], 784 words 24 [18], 1024 words 27 … 32 [21], 1280 words 38 [28]; thresholds drawn at random
 * up to a quarter more. So the count is multiplied by 1.15 for 7 address bits, 1.25 for 8, 1.38 for
 * more, and by 0.9 below 512 words where they are no power of two; on iCE40 by 1.1 for 5, for 6 to
 * 8 by 1.3 or, where the depth is no power of two, by 1.2, up to 16 columns by 1 or 1.05, and by
 * 1.3 for more than 8 (64 words of 16 columns: 96 [96], of 17: 111 [84]; 1024 words of one: 138
 * [106]).
 */
public final class Rom {

  private static final int NARROW = 16;

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
    double full = depth <= 64 ? 1 : depth <= 128 ? 1.15 : depth <= 256 ? 1.25 : 1.38;
    boolean open = Integer.bitCount(depth) > 1 && depth > 128 && depth < 512;
    return open ? 0.9 * full : full;
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
