package bitwright.cost.primitive;

import java.util.Arrays;

/** A set of longs. */
final class DistinctLongs {
  private static final long MIX = 0x9e3779b97f4a7c15L;

  private long[] slots = new long[16];
  private boolean zero;
  private int size;

  /** Adds one, unless it is there. */
  boolean add(long value) {
    if (value == 0) {
      boolean fresh = !zero;
      zero = true;
      return fresh;
    }
    if (2 * size >= slots.length) {
      long[] before = slots;
      slots = new long[2 * before.length];
      for (long old : before) {
        if (old != 0) {
          slots[slot(old)] = old;
        }
      }
    }
    int slot = slot(value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    size++;
    return true;
  }

  boolean contains(long value) {
    return value == 0 ? zero : slots[slot(value)] == value;
  }

  int size() {
    return size + (zero ? 1 : 0);
  }

  /** Where a value is, or where it would be. */
  private int slot(long value) {
    int slot = (int) (value * MIX >>> 32) & slots.length - 1;
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  @Override
  public String toString() {
    return size() + " of " + Arrays.toString(slots);
  }
}
