package bitwright.cost.primitive;

import bitwright.cost.Resources;

/**
 * Memories with one write port and one synchronous read port.
 *
 * <p>In LUTs: a cell of four LUTs is 32 × 6 (RAM32M) or 64 × 3 (RAM64M); deeper memories stack
 * banks, with a multiplexer per bit read and write enables per bank; the output register is
 * flip-flops. A cell weighs 1 and 7 more in proportion to the bits of it that are used ({@code
 * lutrams_xc5v.txt}), a bank after the first 0.5 per bit and each bank 0.5 for its write enable.
 * Where block memories ({@link BlockRam}) weigh less, they are taken.
 */
public final class Ram {
  private static final int CELL_LUTS = 4;
  private static final double BANK_WEIGHT = 0.5;

  private Ram() {}

  /**
   * A realisation in LUTs.
   *
   * @param depth words of a cell
   * @param cellWidth bits of a cell's word
   * @param banks banks
   * @param width bits of the memory's word
   */
  private record Distributed(int depth, int cellWidth, int banks, int width) {

    static Distributed of(int depth, int width) {
      Distributed shallow = new Distributed(32, 6, Luts.ceilDiv(depth, 32), width);
      Distributed deep = new Distributed(64, 3, Luts.ceilDiv(depth, 64), width);
      return deep.weight() < shallow.weight() ? deep : shallow;
    }

    double weight() {
      double cells = Luts.ceilDiv(width, cellWidth) + 7.0 * width / cellWidth;
      double select = banks == 1 ? 0 : BANK_WEIGHT * (width * (banks - 1) + banks);
      return cells * banks + select;
    }

    Resources resources() {
      int cells = CELL_LUTS * Luts.ceilDiv(width, cellWidth) * banks;
      int select = banks == 1 ? 0 : width * Luts.multiplexer(banks) + banks;
      return new Resources(cells + select, width, 0, 0, 0);
    }
  }

  /** Whether a memory is mapped to block memories. */
  public static boolean inBlocks(int depth, int width) {
    return BlockRam.writable(depth, width).weight() < Distributed.of(depth, width).weight();
  }

  /** The lighter of both. */
  public static Resources of(int depth, int width) {
    if (inBlocks(depth, width)) {
      return BlockRam.writable(depth, width).resources();
    }
    if (width == 1 && depth <= 4) {
      return new Resources(depth, depth + 1, 0, 0, 0);
    }
    if (width == 1 && depth > 64 && depth <= 128) {
      return new Resources(CELL_LUTS, 1, 0, 0, 0);
    }
    return Distributed.of(depth, width).resources();
  }
}
