package bitwright.cost.primitive;

import bitwright.cost.Family;

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
  private static final String NAME = "ram";
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

    Primitive cost(Family family) {
      return Primitive.of(NAME)
          .luts("cells", CELL_LUTS * Luts.ceilDiv(width, cellWidth) * banks)
          .luts("banks", banks == 1 ? 0 : width * Luts.multiplexer(family, banks) + banks)
          .ffs(width);
    }
  }

  /** Whether a memory is mapped to block memories. */
  public static boolean inBlocks(Family family, int depth, int width) {
    return BlockRam.writable(family, depth, width).weight() < Distributed.of(depth, width).weight();
  }

  /** The lighter of both. */
  public static Primitive of(Family family, int depth, int width) {
    if (inBlocks(family, depth, width)) {
      return BlockRam.writable(family, depth, width).cost(NAME);
    }
    if (width == 1 && depth <= 4) {
      return Primitive.of(NAME).luts("registers", depth).ffs(depth + 1);
    }
    if (width == 1 && depth > 64 && depth <= 128) {
      return Primitive.of(NAME).luts("cells", CELL_LUTS).ffs(1);
    }
    return Distributed.of(depth, width).cost(family);
  }
}
