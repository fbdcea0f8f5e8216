package bitwright.cost.folding;

import java.util.Arrays;

/**
 * Points of any number of coordinates, some of them added, that tell whether an added one is
 * nowhere greater than another point.
 *
 * <p>A k-d tree: the points are halved by one coordinate after another down to small leaves. Every
 * node knows the least of each coordinate among the points added below it; where one of these is
 * too great, nothing below is looked at.
 */
final class DominanceTree {
  private static final int LEAF = 16;

  private final int[][] points;
  private final int kinds;
  private final long[] order;
  private final int[] leaves;
  private final int[] least;
  private final boolean[] added;

  /**
   * A tree to which none is added yet.
   *
   * @param points as many coordinates each, at least one, none negative
   */
  DominanceTree(int[][] points) {
    this.points = points;
    kinds = points.length == 0 ? 1 : points[0].length;
    order = new long[points.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    leaves = new int[points.length];
    added = new boolean[points.length];
    int width = 1;
    while ((long) width * LEAF < points.length) {
      width *= 2;
    }
    least = new int[2 * width * kinds];
    Arrays.fill(least, Integer.MAX_VALUE);
    build(1, 0, points.length, 0);
  }

  private void build(int node, int from, int to, int kind) {
    if (to - from <= LEAF) {
      for (int i = from; i < to; i++) {
        leaves[(int) order[i]] = node;
      }
      return;
    }
    for (int i = from; i < to; i++) {
      int point = (int) order[i];
      order[i] = (long) points[point][kind] << Integer.SIZE | point;
    }
    Arrays.sort(order, from, to);
    int middle = (from + to) >>> 1;
    build(2 * node, from, middle, (kind + 1) % kinds);
    build(2 * node + 1, middle, to, (kind + 1) % kinds);
  }

  /** Adds one of the points. */
  void add(int point) {
    added[point] = true;
    for (int node = leaves[point]; node > 0; node /= 2) {
      for (int i = 0; i < kinds; i++) {
        int at = node * kinds + i;
        least[at] = Math.min(least[at], points[point][i]);
      }
    }
  }

  /** Whether an added point is nowhere greater than this one. */
  boolean covers(int point) {
    return covers(1, 0, points.length, points[point]);
  }

  private boolean covers(int node, int from, int to, int[] point) {
    for (int i = 0; i < kinds; i++) {
      if (least[node * kinds + i] > point[i]) {
        return false;
      }
    }
    if (to - from > LEAF) {
      int middle = (from + to) >>> 1;
      return covers(2 * node, from, middle, point) || covers(2 * node + 1, middle, to, point);
    }
    for (int i = from; i < to; i++) {
      if (added[(int) order[i]] && leq(points[(int) order[i]], point)) {
        return true;
      }
    }
    return false;
  }

  private static boolean leq(int[] a, int[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] > b[i]) {
        return false;
      }
    }
    return true;
  }
}
