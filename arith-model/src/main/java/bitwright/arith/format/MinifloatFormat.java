package bitwright.arith.format;

import java.math.BigInteger;

/**
 * A small floating-point format ExMy: an optional sign bit, x exponent bits, y mantissa bits.
 *
 * <p>With bias B the unit is 2<sup>1−B−y</sup>. A code with exponent field 0 has the significand m
 * (subnormal); any other has 2<sup>y</sup>+m shifted left by e−1. So the image of a code is its
 * significand shifted by its exponent, and E1My is an integer format. Example: {@code e4m3fn} code
 * {@code 0 1111 110} (0x7E): (8+6)·2<sup>14</sup> = 229376 units of 2<sup>−9</sup>, that is 448.
 *
 * <p>Sources: OCP OFP8 v1.0 for E4M3FN and E5M2; OCP MX v1.0 for E3M2, E2M3, E2M1; arXiv 2311.12359
 * for the family with every code finite.
 *
 * @param exponentBits x, at least 1
 * @param mantissaBits y, at least 0
 * @param bias B, any
 * @param signed whether there is a sign bit
 * @param specials which codes are not finite
 */
public record MinifloatFormat(
    int exponentBits, int mantissaBits, int bias, boolean signed, Specials specials)
    implements Format {

  /** Which codes of a minifloat are not finite numbers. */
  public enum Specials {
    /** Every code is a number. */
    NONE,
    /** IEEE 754: the top exponent field holds infinity (mantissa 0) and NaN. */
    IEEE,
    /** OCP "finite" (FN): only the code of all ones, with either sign, is NaN. */
    FN,
    /** Finite, unsigned zero (FNUZ): the code of minus zero is the only NaN. */
    FNUZ
  }

  /** Checks the widths: 3 to 8 bits in all. */
  public MinifloatFormat {
    int bits = (signed ? 1 : 0) + exponentBits + mantissaBits;
    if (exponentBits < 1 || mantissaBits < 0 || bits < 3 || bits > 8) {
      throw new IllegalArgumentException(
          "a minifloat has at least 1 exponent bit and 3 to 8 bits in all, not E%dM%d with %d bits"
              .formatted(exponentBits, mantissaBits, bits));
    }
    if (Math.abs((long) bias) > 1000) {
      throw new IllegalArgumentException("a minifloat bias lies within ±1000, not " + bias);
    }
    if (specials == Specials.FNUZ && !signed) {
      throw new IllegalArgumentException(
          "an unsigned minifloat has no code of minus zero for FNUZ");
    }
    if (specials == Specials.IEEE && exponentBits == 1 && mantissaBits == 0) {
      throw new IllegalArgumentException("E1M0 with IEEE specials has no number but zero");
    }
  }

  /** The signed format with every code finite and the IEEE bias. */
  public static MinifloatFormat of(int exponentBits, int mantissaBits) {
    return new MinifloatFormat(
        exponentBits, mantissaBits, defaultBias(exponentBits, Specials.NONE), true, Specials.NONE);
  }

  /** The customary bias: 2<sup>x−1</sup>−1, one more for FNUZ. */
  public static int defaultBias(int exponentBits, Specials specials) {
    return (1 << (exponentBits - 1)) - (specials == Specials.FNUZ ? 0 : 1);
  }

  @Override
  public String name() {
    String suffix =
        switch (specials) {
          case NONE -> isOcpE5m2Shape() ? "finite" : "";
          case IEEE -> isOcpE5m2Shape() ? "" : "ieee";
          case FN -> "fn";
          case FNUZ -> "fnuz";
        };
    String bend = bias == defaultBias(exponentBits, specials) ? "" : "b" + bias;
    return (signed ? "e" : "ue") + exponentBits + "m" + mantissaBits + suffix + bend;
  }

  private boolean isOcpE5m2Shape() {
    return signed && exponentBits == 5 && mantissaBits == 2;
  }

  @Override
  public int bits() {
    return (signed ? 1 : 0) + magnitudeBits();
  }

  @Override
  public int unitExponent() {
    return 1 - bias - mantissaBits;
  }

  /** The bits below the sign, x + y. */
  public int magnitudeBits() {
    return exponentBits + mantissaBits;
  }

  /** The magnitude code (exponent and mantissa fields) of the greatest finite number. */
  public int maxMagnitudeCode() {
    int top = (1 << magnitudeBits()) - 1;
    return switch (specials) {
      case NONE, FNUZ -> top;
      case FN -> top - 1;
      case IEEE -> top - (1 << mantissaBits);
    };
  }

  /** The exponent field of a code. */
  public int exponentField(int code) {
    return (code >> mantissaBits) & ((1 << exponentBits) - 1);
  }

  /** The significand of a code: m for exponent field 0, else 2<sup>y</sup>+m. */
  public int significand(int code) {
    int m = code & ((1 << mantissaBits) - 1);
    return exponentField(code) == 0 ? m : m | 1 << mantissaBits;
  }

  /** The left shift that turns the significand into the image: max(e−1, 0). */
  public int shift(int code) {
    return Math.max(exponentField(code) - 1, 0);
  }

  @Override
  public boolean isNumber(int code) {
    if (specials == Specials.FNUZ) {
      return code != 1 << magnitudeBits();
    }
    return (code & ((1 << magnitudeBits()) - 1)) <= maxMagnitudeCode();
  }

  @Override
  public BigInteger image(int code) {
    requireNumber(code);
    BigInteger magnitude = magnitudeImage(code & ((1 << magnitudeBits()) - 1));
    return signed && code >> magnitudeBits() == 1 ? magnitude.negate() : magnitude;
  }

  /**
   * The image that a magnitude code would have if every code were finite; one past the top
   * continues the pattern. It locates the overflow threshold of rounding without saturation.
   */
  BigInteger magnitudeImage(int magnitude) {
    int exponent = magnitude >> mantissaBits;
    int m = magnitude & ((1 << mantissaBits) - 1);
    return exponent == 0
        ? BigInteger.valueOf(m)
        : BigInteger.valueOf(m | 1 << mantissaBits).shiftLeft(exponent - 1);
  }
}
