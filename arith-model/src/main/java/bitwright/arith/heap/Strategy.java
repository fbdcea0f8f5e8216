package bitwright.arith.heap;

import java.util.List;

/**
 * The preferences by which a heap is scheduled.
 *
 * @param bit the value, in look-up tables, of one bit less in a column that is too high
 * @param absorbed the value of a function absorbed
 * @param share the share of a column's functions that one level may absorb
 * @param rows the rows of the final adder, 2 or 3
 */
record Strategy(double bit, double absorbed, double share, int rows) {

  /**
   * The strategies tried; the earlier wins where schedules are equally lean.
   *
   * <p>Of 90 combinations these were chosen one by one, each for the greatest further saving over
   * 600 dot products (1 to 8 bits, 4 to 40 terms, with and without accumulator, combinational and
   * pipelined); the leanest of them is on average 0.6 % above the leanest of all.
   */
  static final List<Strategy> ALL =
      List.of(
          new Strategy(0.7, 0.3, 0.66, 2),
          new Strategy(0.7, 0.3, 1, 3),
          new Strategy(0.51, 0.3, 0.5, 3),
          new Strategy(0.7, 0.4, 1, 2),
          new Strategy(0.51, 0.3, 0.66, 2),
          new Strategy(0.7, 0.4, 0.66, 3),
          new Strategy(0.51, 0.4, 0.4, 3),
          new Strategy(0.51, 0.3, 0.66, 3));
}
