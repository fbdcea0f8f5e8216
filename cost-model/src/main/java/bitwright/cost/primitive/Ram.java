package bitwright.cost.primitive;

import bitwright.cost.Family;

/**
 * Memories with one write port and one synchronous read port.
 *
 * <p>In LUTs: a cell of the 7-series is four LUTs, 32 × 6 (RAM32M) or 64 × 3 (RAM64M), one of
 * UltraScale+ eight, 32 × 14 (RAM32M16) or 64 × 7 (RAM64M8); deeper memories stack banks, with a
 * multiplexer per bit read and write enables per bank; the output register is flip-flops. A cell of
 * the 7-series weighs 1 and 7 more in proportion to the bits of it that are used ({@code
 * lutrams_xc5v.txt}), one of UltraScale+ 16 in that proportion ({@code lutrams_xcu.txt}), rounded
 * down, a bank after the first 0.5 per bit and each bank 0.5 for its write enable. Where block
 * memories ({@link BlockRam}) weigh less, they are taken.
 *
 * <p>iCE40 has no memories in LUTs: up to 64 bits for each block memory that it would take are
 * flip-flops, with a write enable per word and a multiplexer per bit read.
 */
public final class Ram {
  private static final String NAME = "ram";
  private static final double BANK_WEIGHT = 0.5;

  private Ram() {}

  /**
   * A realisation in LUTs.
   *
   * @param family the family
   * @param cellWidth bits of a cell's word
   * @param banks banks
   * @param width bits of the memory's word
   */
  private record Distributed(Family family, int cellWidth, int banks, int width) {

    static Distributed of(Family family, int depth, int width) {
      boolean small = family == Family.XC7;
      Distributed shallow = new Distributed(family, small ? 6 : 14, Luts.ceilDiv(depth, 32), width);
      Distributed deep = new Distributed(family, small ? 3 : 7, Luts.ceilDiv(depth, 64), width);
      return deep.weight() < shallow.weight() ? deep : shallow;
    }

    double weight() {
      int cells =
          family == Family.XC7
              ? banks * Luts.ceilDiv(width, cellWidth) + 7 * banks * width / cellWidth
              : 16 * banks * width / cellWidth;
      return banks == 1 ? cells : cells + BANK_WEIGHT * (width * (banks - 1) + banks);
    }

    Primitive cost() {
      int luts = family == Family.XC7 ? 4 : 8;
      return Primitive.of(NAME)
          .luts("cells", luts * Luts.ceilDiv(width, cellWidth) * banks)
          .luts("banks", banks == 1 ? 0 : width * Luts.multiplexer(family, banks) + banks)
          .ffs(width);
    }
  }

  /** Whether a memory is mapped to block memories. */
  public static boolean inBlocks(Family family, int depth, int width) {
    double weight =
        family.xilinx() ? Distributed.of(family, depth, width).weight() : (double) depth * width;
    return BlockRam.writable(family, depth, width).weight() < weight;
  }

  /** The lighter of both. */
  public static Primitive of(Family family, int depth, int width) {
    if (inBlocks(family, depth, width)) {
      Primitive blocks = BlockRam.writable(family, depth, width).cost(NAME);
      return masked(family, depth, width) ? blocks.luts("mask", 1) : blocks;
    }
    if (!family.xilinx() || family == Family.XC7 && width == 1 && depth <= 4) {
      return registers(family, depth, width);
    }
    if (family == Family.XC7 && width == 1 && depth > 64 && depth <= 128) {
      return Primitive.of(NAME).luts("cells", 4).ffs(1);
    }
    return Distributed.of(family, depth, width).cost();
  }

  /** Words of 16 bits in blocks of iCE40 are written through a mask, the write enable inverted. */
  private static boolean masked(Family family, int depth, int width) {
    return !family.xilinx() && depth <= 256 && width > 8;
  }

  private static Primitive registers(Family family, int depth, int width) {
    int choice = width * Luts.multiplexer(family, depth);
    return Primitive.of(NAME)
        .luts("registers", family.xilinx() ? depth : depth + choice)
        .ffs((depth + 1) * width);
  }
}
