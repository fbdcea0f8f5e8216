package bitwright.cost.primitive;

import bitwright.cost.Family;
import java.util.List;

/**
 * A memory in block memories, as Yosys's {@code memory_libmap} chooses them.
 *
 * <p>Xilinx: with one port that writes and one that reads, an 18 Kbit cell is 512 × 36, 1024 × 18,
 * 2048 × 9, 4096 × 4, 8192 × 2 or 16384 × 1, and a 36 Kbit cell twice as wide. iCE40: a cell is 256
 * × 16, 512 × 8, 1024 × 4 or 2048 × 2. A deeper memory has several banks and a multiplexer for
 * every bit read. Cells of one shape serve the whole memory, its banks side by side in them: ⌈width
 * · banks / cell width⌉ cells. Where the memory is written and the cells write whole bytes of nine
 * bits (Xilinx; those of iCE40 write single bits), the width of a bank is rounded up to bytes.
 *
 * <p>An 18 Kbit cell weighs 129, a 36 Kbit cell 257 ({@code brams_xc4v.txt}), one of iCE40 64
 * ({@code ice40/brams.txt}), a bank after the first 0.5 per bit read, and where there are several,
 * each 0.5 for its write enable. The least weight wins, and among equals the fewest banks. Example:
 * 3584 × 56 read-only is 7 banks of 512 words, 392 bits side by side in 11 cells of 36, which weigh
 * 11 · 129 + 0.5 · 6 · 56 = 1587; as 4096 × 9 it would be 7 cells of 36 Kbit and weigh 1799.
 *
 * @param family the family
 * @param cells how many
 * @param full whether they are of 36 Kbit
 * @param banks banks that a read chooses among
 * @param width bits of a word
 * @param parts words of the memory in a word of the write port, each written on its own
 */
public record BlockRam(Family family, int cells, boolean full, int banks, int width, int parts) {
  private static final int HALF_WEIGHT = 129;
  private static final int FULL_WEIGHT = 257;
  private static final int SMALL_WEIGHT = 64;
  private static final double BANK_WEIGHT = 0.5;
  private static final int BYTE = 9;
  private static final int LEAST_DEPTH = 512;
  private static final int LEAST_SMALL_DEPTH = 256;
  private static final List<Integer> HALF_WIDTHS = List.of(36, 18, 9, 4, 2, 1);
  private static final List<Integer> FULL_WIDTHS = List.of(72, 36, 18, 9, 4, 2, 1);
  private static final List<Integer> SMALL_WIDTHS = List.of(16, 8, 4, 2);

  /** The choice for a memory that is only read. */
  public static BlockRam readOnly(Family family, int depth, int width) {
    return lightest(family, depth, width, true);
  }

  /** The choice for a memory that is also written. */
  public static BlockRam writable(Family family, int depth, int width) {
    return lightest(family, depth, width, false);
  }

  private static BlockRam lightest(Family family, int depth, int width, boolean readOnly) {
    if (!family.xilinx()) {
      return lightest(family, depth, width, readOnly, false);
    }
    BlockRam half = lightest(family, depth, width, readOnly, false);
    BlockRam full = lightest(family, depth, width, readOnly, true);
    return full.weight() < half.weight() ? full : half;
  }

  private static BlockRam lightest(
      Family family, int depth, int width, boolean readOnly, boolean full) {
    List<Integer> widths = family.xilinx() ? full ? FULL_WIDTHS : HALF_WIDTHS : SMALL_WIDTHS;
    int least = family.xilinx() ? LEAST_DEPTH : LEAST_SMALL_DEPTH;
    BlockRam best = null;
    for (int shape = widths.size() - 1; shape >= 0; shape--) {
      int banks = Luts.ceilDiv(depth, least << shape);
      int unit = widths.get(shape);
      int lane = readOnly || !family.xilinx() ? 1 : Math.min(unit, BYTE);
      int padded = Luts.ceilDiv(width, lane) * lane;
      int cells = Luts.ceilDiv(Math.multiplyExact(padded, banks), unit);
      int parts = readOnly || banks == 1 ? 0 : family.xilinx() ? 1 : 1 << shape;
      BlockRam choice = new BlockRam(family, cells, full, banks, width, parts);
      if (best == null || choice.weight() < best.weight()) {
        best = choice;
      }
    }
    return best;
  }

  /** The weight by which the mapper compares it with other realisations. */
  public double weight() {
    int cell = !family.xilinx() ? SMALL_WEIGHT : full ? FULL_WEIGHT : HALF_WEIGHT;
    int enables = parts == 0 ? 0 : banks;
    return cells * cell + BANK_WEIGHT * (width * (banks - 1) + enables);
  }

  /**
   * The cells, in which the output register is, and where there are banks the register of the bank
   * read, a multiplexer for every bit, and for memories that are written an enable per bank and
   * part of a word.
   *
   * @param name what they make up
   */
  public Primitive cost(String name) {
    return Primitive.of(name)
        .luts("banks", width * Luts.multiplexer(family, banks))
        .luts("enables", parts * banks)
        .ffs(Luts.ceilLog2(banks))
        .blockRams(full ? 2 * cells : cells);
  }
}
