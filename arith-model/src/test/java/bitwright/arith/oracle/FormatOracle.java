package bitwright.arith.oracle;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What each code of a format means, from the textbook definition of the format: sign, exponent and
 * fraction for minifloats, weighted bits for integers. Uses no method of a format but its
 * parameters.
 */
public final class FormatOracle {

  private FormatOracle() {}

  /** The real value of a code before any scale; empty for NaN, infinities and reserved codes. */
  public static Optional<Rational> value(Format format, int code) {
    if (format instanceof IntegerFormat f) {
      return integer(f, code);
    }
    if (format instanceof MinifloatFormat f) {
      return minifloat(f, code);
    }
    if (format instanceof PowerOfTwoFormat f) {
      return powerOfTwo(f, code);
    }
    if (format instanceof BipolarFormat f) {
      return Optional.of(bipolar(f, code));
    }
    if (format instanceof TernaryFormat) {
      return switch (code) {
        case 0 -> Optional.of(Rational.ZERO);
        case 1 -> Optional.of(Rational.of(1));
        case 3 -> Optional.of(Rational.of(-1));
        default -> Optional.empty();
      };
    }
    throw new AssertionError("no definition of " + format);
  }

  private static Optional<Rational> integer(IntegerFormat f, int code) {
    long value = 0;
    for (int bit = 0; bit < f.bits(); bit++) {
      if ((code >> bit & 1) == 1) {
        value += f.signed() && bit == f.bits() - 1 ? -(1L << bit) : 1L << bit;
      }
    }
    long low = f.signed() ? -(1L << f.bits() - 1) : 0;
    long high = f.signed() ? (1L << f.bits() - 1) - 1 : (1L << f.bits()) - 1;
    if (f.narrow() && value == (f.signed() ? low : high)) {
      return Optional.empty();
    }
    return Optional.of(Rational.of(value));
  }

  private static Optional<Rational> minifloat(MinifloatFormat f, int code) {
    int y = f.mantissaBits();
    int x = f.exponentBits();
    int m = code % (1 << y);
    int e = code / (1 << y) % (1 << x);
    boolean minus = f.signed() && code / (1 << x + y) == 1;
    boolean allOnes = e == (1 << x) - 1;
    boolean number =
        switch (f.specials()) {
          case NONE -> true;
          case IEEE -> !allOnes;
          case FN -> !(allOnes && m == (1 << y) - 1);
          case FNUZ -> !(minus && e == 0 && m == 0);
        };
    if (!number) {
      return Optional.empty();
    }
    Rational fraction = Rational.of(m, 1L << y);
    Rational magnitude =
        e == 0
            ? fraction.times(Rational.pow2(1 - f.bias()))
            : fraction.plus(Rational.of(1)).times(Rational.pow2(e - f.bias()));
    return Optional.of(minus ? magnitude.negate() : magnitude);
  }

  private static Optional<Rational> powerOfTwo(PowerOfTwoFormat f, int code) {
    int half = 1 << f.bits() - 1;
    boolean minus = code >= half;
    int p = code % half;
    if (f.withZero() && p == 0) {
      return minus ? Optional.empty() : Optional.of(Rational.ZERO);
    }
    Rational magnitude = Rational.pow2(f.withZero() ? p - 1 : p);
    return Optional.of(minus ? magnitude.negate() : magnitude);
  }

  private static Rational bipolar(BipolarFormat f, int code) {
    long sum = 0;
    for (int bit = 0; bit < f.bits(); bit++) {
      sum += (code >> bit & 1) == 1 ? 1L << bit : -(1L << bit);
    }
    return Rational.of(sum);
  }

  /**
   * Whether a tie goes to this code under ties-to-even: an even significand, or where a format has
   * none, an even code.
   */
  public static boolean even(Format format, int code) {
    if (format instanceof IntegerFormat) {
      return !value(format, code).orElseThrow().num().testBit(0);
    }
    return code % 2 == 0;
  }

  /** The integer that a value is in units of the format. */
  public static BigInteger inUnits(Rational value, int unitExponent) {
    Rational units = value.times(Rational.pow2(-unitExponent));
    if (!units.den().equals(BigInteger.ONE)) {
      throw new AssertionError(value + " is no multiple of 2^" + unitExponent);
    }
    return units.num();
  }
}
