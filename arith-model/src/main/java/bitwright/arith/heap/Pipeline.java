package bitwright.arith.heap;

import bitwright.arith.fabric.Net;

/**
 * Where registers stand in the sum of a heap.
 *
 * @param levels the levels of look-up tables in a stage; 0 for a sum without registers
 * @param enable the clock enable of all registers
 */
public record Pipeline(int levels, Net enable) {
  /** No registers. */
  public static final Pipeline NONE = new Pipeline(0, Net.ONE);

  /** Checks that the number of levels is not negative. */
  public Pipeline {
    if (levels < 0) {
      throw new IllegalArgumentException(
          "%d levels a stage; allowed are 1 and more, or 0 without registers".formatted(levels));
    }
  }

  /** The stage of a level; levels count from 1, stages from 0. */
  int stage(int level) {
    return levels == 0 ? 0 : (level - 1) / levels;
  }
}
