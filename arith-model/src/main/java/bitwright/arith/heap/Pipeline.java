package bitwright.arith.heap;

import bitwright.arith.fabric.Net;

/**
 * Where registers stand in the sum of a heap.
 *
 * <p>Example: with two levels a stage and a lead of one, level 1 is stage 0, levels 2 and 3 are
 * stage 1.
 *
 * @param levels the levels of look-up tables in a stage; 0 for a sum without registers
 * @param lead the levels of the first stage that are spent before its operands arrive, as a memory
 *     does that they are read from; fewer than {@code levels}
 * @param enable the clock enable of all registers
 */
public record Pipeline(int levels, int lead, Net enable) {
  /** No registers. */
  public static final Pipeline NONE = new Pipeline(0, 0, Net.ONE);

  /** Operands that arrive at the beginning of the first stage. */
  public Pipeline(int levels, Net enable) {
    this(levels, 0, enable);
  }

  /** Checks that the number of levels is not negative and the lead less. */
  public Pipeline {
    if (levels < 0) {
      throw new IllegalArgumentException(
          "%d levels a stage; allowed are 1 and more, or 0 without registers".formatted(levels));
    }
    if (lead < 0 || lead > 0 && lead >= levels) {
      throw new IllegalArgumentException(
          "%d of %d levels spent before the first; allowed are fewer".formatted(lead, levels));
    }
  }

  /** What follows so many registers: after the first, nothing is spent before. */
  Pipeline after(int registers) {
    return registers == 0 ? this : new Pipeline(levels, enable);
  }

  /** The stage of a level; levels count from 1, stages from 0. */
  int stage(int level) {
    return levels == 0 ? 0 : (level - 1 + lead) / levels;
  }
}
