package bitwright.arith.heap;

import java.util.List;

/** A bit of a heap while it is scheduled: one that was put in, or the output of a step. */
final class Dot {
  /** The function that was put in; null for the output of a step. */
  final HeapBit bit;

  /** The nets that an adder of this bit reads; 1 for a wire only, so a complement counts as 2. */
  final int size;

  /** The bit as a function of the nets of one stage, once the step that makes it is built. */
  HeapBit built;

  /** The stage in which the bit is made. */
  int stage;

  /** Its weight is 2^column. */
  int column;

  Dot(HeapBit bit) {
    this.bit = bit;
    built = bit;
    size = bit == null || bit.isWire() ? 1 : Math.max(2, bit.nets().size());
  }

  static Dot made() {
    return new Dot(null);
  }

  static List<Dot> none() {
    return List.of();
  }
}
