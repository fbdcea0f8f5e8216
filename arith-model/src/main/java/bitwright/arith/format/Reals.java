package bitwright.arith.format;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/** Exact rationals from images and scales. */
public final class Reals {

  private Reals() {}

  /** {@code image · 2^exponent}, exactly. */
  public static BigFraction scaled(BigInteger image, int exponent) {
    return exponent >= 0
        ? new BigFraction(image.shiftLeft(exponent))
        : new BigFraction(image, BigInteger.ONE.shiftLeft(-exponent));
  }

  /** {@code 2^exponent}, exactly. */
  public static BigFraction powerOfTwo(int exponent) {
    return scaled(BigInteger.ONE, exponent);
  }

  /**
   * The double nearest to a rational, ties to even; infinite beyond the greatest double.
   *
   * <p>The quotient is taken to at least 65 bits, and its last bit remembers any remainder, so that
   * there is one rounding however long numerator and denominator are.
   */
  public static double toDouble(BigFraction x) {
    BigInteger p = x.getNumerator();
    BigInteger q = x.getDenominator();
    int shift = q.bitLength() - p.bitLength() + 66;
    BigInteger scaled = shift >= 0 ? p.shiftLeft(shift) : p;
    BigInteger divisor = shift >= 0 ? q : q.shiftLeft(-shift);
    BigInteger[] parts = scaled.abs().divideAndRemainder(divisor);
    BigInteger digits = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
    double magnitude = Math.scalb(digits.doubleValue(), -shift);
    return p.signum() < 0 ? -magnitude : magnitude;
  }

  /** The exact value of a code of a format, before any tensor scale. */
  public static BigFraction value(Format format, int code) {
    return scaled(format.image(code), format.unitExponent());
  }
}
