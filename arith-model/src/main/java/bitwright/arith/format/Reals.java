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

  /** The exact value of a code of a format, before any tensor scale. */
  public static BigFraction value(Format format, int code) {
    return scaled(format.image(code), format.unitExponent());
  }
}
