package bitwright.arith.format;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * An up-set of the real line: all x ≥ at, or all x &gt; at.
 *
 * @param at the boundary
 * @param inclusive whether the boundary itself belongs to the set
 */
public record Cut(BigFraction at, boolean inclusive) {

  /** All x ≥ at. */
  public static Cut from(BigFraction at) {
    return new Cut(at, true);
  }

  /** All x &gt; at. */
  public static Cut above(BigFraction at) {
    return new Cut(at, false);
  }

  /** Whether x lies in the set. */
  public boolean contains(BigFraction x) {
    int order = x.compareTo(at);
    return inclusive ? order >= 0 : order > 0;
  }

  /** The least integer in the set: ⌈at⌉ if inclusive, else ⌊at⌋ + 1. */
  public BigInteger firstInteger() {
    BigInteger[] parts = at.getNumerator().divideAndRemainder(at.getDenominator());
    boolean whole = parts[1].signum() == 0;
    BigInteger floor =
        at.getNumerator().signum() < 0 && !whole ? parts[0].subtract(BigInteger.ONE) : parts[0];
    return whole && inclusive ? floor : floor.add(BigInteger.ONE);
  }
}
