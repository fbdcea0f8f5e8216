package bitwright.cost.primitive;

import bitwright.cost.Resources;

/**
 * Memories with one write port and one synchronous read port.
 *
 * <p>In LUTs: a group of four LUTs is 32 × 6 (RAM32M) or 64 × 3 (RAM64M) and weighs 8; deeper
 * memories stack groups of 64 words, a multiplexer per bit and write enables per stack; the output
 * register is flip-flops. Where block memories ({@link BlockRam}) weigh less, they are taken.
 */
public final class Ram {
  private static final int GROUP_LUTS = 4;
  private static final int GROUP_WEIGHT = 8;

  private Ram() {}

  /** Whether a memory is mapped to block memories. */
  public static boolean inBlocks(int depth, int width) {
    return BlockRam.of(depth, width).weight() < weight(depth, width);
  }

  /** The lighter of both. */
  public static Resources of(int depth, int width) {
    if (inBlocks(depth, width)) {
      return BlockRam.of(depth, width).resources();
    }
    if (width == 1 && depth <= 4) {
      return new Resources(depth, depth + 1, 0, 0, 0);
    }
    int stacks = depth <= 64 ? 1 : Luts.ceilDiv(depth, 64);
    Resources groups = Resources.luts(groups(depth, width) * GROUP_LUTS);
    Resources select =
        stacks == 1
            ? Resources.NONE
            : Resources.luts(width * Luts.chain(stacks + Luts.ceilLog2(stacks)) + stacks);
    return groups.plus(select).plus(Resources.ffs(width));
  }

  private static int groups(int depth, int width) {
    return depth <= 32 ? Luts.ceilDiv(width, 6) : Luts.ceilDiv(width, 3) * Luts.ceilDiv(depth, 64);
  }

  private static int weight(int depth, int width) {
    return groups(depth, width) * GROUP_WEIGHT;
  }
}
