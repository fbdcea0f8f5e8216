package bitwright.arith.format;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Rounds real numbers to the codes of a format.
 *
 * <p>The encoder is the ordered list of cuts between neighbouring values: the rank of x is the
 * number of cuts that contain it. Beyond the outermost values it saturates, or, where asked not to
 * and where the format has specials, yields infinity or NaN from the point at which rounding to an
 * unbounded exponent range would leave the format (OCP OFP8: 464 still rounds to 448 in E4M3FN,
 * 61440 overflows in E5M2).
 *
 * <p>Example: {@code new Encoder(e2m1, TIES_TO_EVEN, true)} sends 2.5 to 2 (code {@code 0 10 0})
 * and 3.5 to 4 (code {@code 0 11 0}).
 *
 * @param format the format
 * @param rounding the rounding mode
 * @param saturating whether numbers out of range go to the outermost value
 */
public record Encoder(Format format, Rounding rounding, boolean saturating) {

  /** Checks that a non-saturating encoder has a special code to give. */
  public Encoder {
    if (!saturating
        && !(format instanceof MinifloatFormat m
            && m.specials() != MinifloatFormat.Specials.NONE)) {
      throw new IllegalArgumentException(
          "format %s has no code for an overflow, so its encoder saturates"
              .formatted(format.name()));
    }
  }

  /** The code of an exact number. */
  public int encode(BigFraction x) {
    Levels levels = format.levels();
    if (!saturating) {
      MinifloatFormat minifloat = (MinifloatFormat) format;
      if (overflows(minifloat, x)) {
        return overflow(minifloat, x.compareTo(BigFraction.ZERO) < 0);
      }
    }
    int low = 0;
    int high = levels.count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (cut(middle).contains(x)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return levels.code(low);
  }

  /**
   * The code of a double, exactly; infinities saturate or overflow, NaN becomes the format's NaN.
   *
   * @throws IllegalArgumentException if x is NaN and the format has no NaN
   */
  public int encode(double x) {
    if (Double.isNaN(x)) {
      return nan();
    }
    if (Double.isInfinite(x)) {
      if (!saturating) {
        return overflow((MinifloatFormat) format, x < 0);
      }
      Levels levels = format.levels();
      return levels.code(x < 0 ? 0 : levels.count() - 1);
    }
    return encode(new BigFraction(x));
  }

  /** The cut between the values of rank − 1 and rank, in real units. */
  public Cut cut(int rank) {
    Levels levels = format.levels();
    return rounding.cut(
        real(levels.image(rank - 1)), real(levels.image(rank)), format.isEven(levels.code(rank)));
  }

  private BigFraction real(BigInteger image) {
    return Reals.scaled(image, format.unitExponent());
  }

  private boolean overflows(MinifloatFormat m, BigFraction x) {
    boolean negative = x.compareTo(BigFraction.ZERO) < 0;
    boolean neverOutward =
        rounding == Rounding.TOWARD_ZERO || rounding == (negative ? Rounding.UP : Rounding.DOWN);
    if (neverOutward || negative && !m.signed()) {
      return false;
    }
    int top = m.maxMagnitudeCode();
    BigFraction max = real(m.magnitudeImage(top));
    BigFraction next = real(m.magnitudeImage(top + 1));
    boolean nextIsEven = (top & 1) == 1;
    if (!negative) {
      return rounding.cut(max, next, nextIsEven).contains(x);
    }
    return !rounding.cut(next.negate(), max.negate(), !nextIsEven).contains(x);
  }

  private int overflow(MinifloatFormat m, boolean negative) {
    if (negative && !m.signed()) {
      return 0;
    }
    int sign = negative ? 1 << m.magnitudeBits() : 0;
    return switch (m.specials()) {
      case IEEE -> sign | ((1 << m.exponentBits()) - 1) << m.mantissaBits();
      case FN -> sign | (1 << m.magnitudeBits()) - 1;
      case FNUZ -> 1 << m.magnitudeBits();
      case NONE -> throw new AssertionError("checked in the constructor");
    };
  }

  private int nan() {
    if (format instanceof MinifloatFormat m) {
      int ones = (1 << m.magnitudeBits()) - 1;
      switch (m.specials()) {
        case IEEE -> {
          if (m.mantissaBits() > 0) {
            return ones;
          }
        }
        case FN -> {
          return ones;
        }
        case FNUZ -> {
          return 1 << m.magnitudeBits();
        }
        case NONE -> {}
      }
    }
    throw new IllegalArgumentException("NaN has no code in format " + format.name());
  }
}
