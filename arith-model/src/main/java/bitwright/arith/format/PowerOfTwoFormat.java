package bitwright.arith.format;

import java.math.BigInteger;

/**
 * Signed powers of two: a sign bit over an exponent field of n − 1 bits.
 *
 * <p>Zero-free, as in DenseShift (arXiv 2208.09708): code {@code s|p} is
 * (−1)<sup>s</sup>·2<sup>p</sup> with p in 0 … 2<sup>n−1</sup>−1. With zero, as in its predecessor
 * S3: exponent field 0 is zero (the code with the sign bit set is reserved) and p ≥ 1 is
 * ±2<sup>p−1</sup>. Example: {@code pot3} code {@code 1 11} is −8; {@code pot3z} code {@code 0 11}
 * is +4.
 *
 * @param bits width including the sign, 2 to 8
 * @param withZero whether exponent field 0 is the number zero
 */
public record PowerOfTwoFormat(int bits, boolean withZero) implements Format {

  /** Checks the width. */
  public PowerOfTwoFormat {
    if (bits < 2 || bits > 8) {
      throw new IllegalArgumentException("a power-of-two format has 2 to 8 bits, not " + bits);
    }
  }

  /** The greatest exponent, 2<sup>n−1</sup>−1, one less with zero. */
  public int maxExponent() {
    return (1 << (bits - 1)) - (withZero ? 2 : 1);
  }

  @Override
  public String name() {
    return "pot" + bits + (withZero ? "z" : "");
  }

  @Override
  public int unitExponent() {
    return 0;
  }

  @Override
  public boolean isNumber(int code) {
    return !withZero || code != 1 << (bits - 1);
  }

  @Override
  public BigInteger image(int code) {
    requireNumber(code);
    int field = code & ((1 << (bits - 1)) - 1);
    if (withZero && field == 0) {
      return BigInteger.ZERO;
    }
    BigInteger magnitude = BigInteger.ONE.shiftLeft(withZero ? field - 1 : field);
    return code >> (bits - 1) == 1 ? magnitude.negate() : magnitude;
  }
}
