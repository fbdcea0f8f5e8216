package bitwright.arith.step;

import bitwright.arith.format.Cut;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * An up-set of the real line, its complement, the whole line or nothing.
 *
 * @param cut the boundary; null for the whole line and for the empty set
 * @param below whether the set is what lies below the cut; with a null cut, whether it is empty
 */
public record HalfLine(Cut cut, boolean below) {

  /** All x from a cut on. */
  public static HalfLine from(Cut cut) {
    return new HalfLine(cut, false);
  }

  /** The whole line, or the empty set. */
  public static HalfLine trivial(boolean whole) {
    return new HalfLine(null, !whole);
  }

  /** Whether this is the whole line or the empty set. */
  public boolean isTrivial() {
    return cut == null;
  }

  /** Whether x lies in the set. */
  public boolean contains(BigFraction x) {
    return cut == null ? !below : cut.contains(x) != below;
  }
}
