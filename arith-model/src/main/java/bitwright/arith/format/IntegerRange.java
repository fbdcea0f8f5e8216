package bitwright.arith.format;

import java.math.BigInteger;

/**
 * A closed range of integers, and the width of the register that holds it.
 *
 * @param min the least value
 * @param max the greatest value
 */
public record IntegerRange(BigInteger min, BigInteger max) {

  /** Checks the order of the ends. */
  public IntegerRange {
    if (min.compareTo(max) > 0) {
      throw new IllegalArgumentException("empty range %d … %d".formatted(min, max));
    }
  }

  /** The range of two ends. */
  public static IntegerRange of(BigInteger min, BigInteger max) {
    return new IntegerRange(min, max);
  }

  /** The range of two ends. */
  public static IntegerRange of(long min, long max) {
    return new IntegerRange(BigInteger.valueOf(min), BigInteger.valueOf(max));
  }

  /** Whether some value is negative, so that the register is two's complement. */
  public boolean signed() {
    return min.signum() < 0;
  }

  /** The least width that holds every value: two's complement if {@link #signed()}; at least 1. */
  public int bits() {
    int magnitude = Math.max(min.bitLength(), max.bitLength());
    return signed() ? magnitude + 1 : Math.max(1, magnitude);
  }

  /** The least width of a two's-complement register that holds every value. */
  public int signedBits() {
    return Math.max(min.bitLength(), max.bitLength()) + 1;
  }

  /** Whether every value fits in a {@code long}. */
  public boolean fitsLong() {
    return signedBits() <= 64;
  }

  /** All products of a value of this range and a value of the other. */
  public IntegerRange times(IntegerRange other) {
    BigInteger a = min.multiply(other.min);
    BigInteger b = min.multiply(other.max);
    BigInteger c = max.multiply(other.min);
    BigInteger d = max.multiply(other.max);
    return new IntegerRange(a.min(b).min(c).min(d), a.max(b).max(c).max(d));
  }

  /** All sums of a value of this range and a value of the other. */
  public IntegerRange plus(IntegerRange other) {
    return new IntegerRange(min.add(other.min), max.add(other.max));
  }

  /** All sums of {@code count} values of this range. */
  public IntegerRange times(int count) {
    BigInteger n = BigInteger.valueOf(count);
    return new IntegerRange(min.multiply(n), max.multiply(n));
  }

  /** The least range that contains both. */
  public IntegerRange union(IntegerRange other) {
    return new IntegerRange(min.min(other.min), max.max(other.max));
  }
}
