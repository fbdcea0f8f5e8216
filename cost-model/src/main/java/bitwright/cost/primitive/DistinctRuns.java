package bitwright.cost.primitive;

import java.util.Arrays;

/** A set of runs of equal length in an array, compared by what they hold. */
final class DistinctRuns {
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private final long[] array;
  private final int length;
  private final int[] slots;

  /**
   * An empty set.
   *
   * @param most the greatest number of runs that will be added
   */
  DistinctRuns(long[] array, int length, int most) {
    this.array = array;
    this.length = length;
    slots = new int[Integer.highestOneBit(Math.max(1, most)) * 4];
    Arrays.fill(slots, -1);
  }

  /** Adds the run from a position on, unless an equal one is there. */
  boolean add(int from) {
    long hash = 0;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ array[from + i]) * MIX;
      hash ^= hash >>> 32;
    }
    int slot = (int) hash & slots.length - 1;
    while (slots[slot] >= 0) {
      int other = slots[slot];
      if (Arrays.equals(array, from, from + length, array, other, other + length)) {
        return false;
      }
      slot = slot + 1 & slots.length - 1;
    }
    slots[slot] = from;
    return true;
  }
}
