package bitwright.arith.heap;

import java.util.ArrayList;
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

  private static final double[] SHARES = {1, 0.5, 0.4, 0.3};

  /** The strategies tried; the earlier wins where schedules are equally lean. */
  static final List<Strategy> ALL = all();

  private static List<Strategy> all() {
    List<Strategy> all = new ArrayList<>();
    for (double share : SHARES) {
      all.add(new Strategy(0.51, 0.4, share, 3));
      all.add(new Strategy(0.51, 0.5, share, 3));
      all.add(new Strategy(0.55, 0.4, share, 3));
      all.add(new Strategy(0.51, 0.4, share, 2));
    }
    return List.copyOf(all);
  }
}
