package bitwright.cost.primitive;

import bitwright.cost.Resources;
import java.util.List;

/**
 * Memories in RAMB18E1 and RAMB36E1.
 *
 * <p>One port writes and one reads, so an 18 Kbit block is 512 × 36, 1024 × 18, 2048 × 9, 4096 × 4,
 * 8192 × 2 or 16384 × 1, and a 36 Kbit block twice as deep or, 512 words deep, twice as wide. One
 * kind of block in one shape serves the whole memory: {@code ⌈width / w⌉ · ⌈depth / d⌉} blocks. An
 * 18 Kbit block weighs 129 and a 36 Kbit block 257 (Yosys, {@code brams_xc4v.txt}); the lightest
 * choice wins.
 *
 * @param blocks how many
 * @param full whether they are of 36 Kbit
 */
public record BlockRam(int blocks, boolean full) {
  private static final int HALF_WEIGHT = 129;
  private static final int FULL_WEIGHT = 257;
  private static final int LEAST_DEPTH = 512;
  private static final List<Integer> HALF_WIDTHS = List.of(36, 18, 9, 4, 2, 1);
  private static final List<Integer> FULL_WIDTHS = List.of(72, 36, 18, 9, 4, 2, 1);

  /** The lightest choice for a memory. */
  public static BlockRam of(int depth, int width) {
    BlockRam half = lightest(depth, width, HALF_WIDTHS, false);
    BlockRam full = lightest(depth, width, FULL_WIDTHS, true);
    return full.weight() < half.weight() ? full : half;
  }

  private static BlockRam lightest(int depth, int width, List<Integer> widths, boolean full) {
    int least = Integer.MAX_VALUE;
    for (int shape = 0; shape < widths.size(); shape++) {
      int columns = Luts.ceilDiv(width, widths.get(shape));
      least = Math.min(least, columns * Luts.ceilDiv(depth, LEAST_DEPTH << shape));
    }
    return new BlockRam(least, full);
  }

  /** The weight by which the mapper compares it with other realisations. */
  public int weight() {
    return blocks * (full ? FULL_WEIGHT : HALF_WEIGHT);
  }

  /** The blocks; their output register is inside. */
  public Resources resources() {
    return Resources.blockRams(full ? 2 * blocks : blocks);
  }
}
