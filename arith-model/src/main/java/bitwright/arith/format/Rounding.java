package bitwright.arith.format;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * How a real number that lies between two neighbouring values is sent to one of them.
 *
 * <p>The IEEE 754 directions and the other modes that QONNX names. Each mode is defined by the
 * {@link Cut} between two neighbours, from which both encoding and requantization thresholds
 * derive.
 */
public enum Rounding {
  /** To the nearest; a tie goes to the neighbour with the even code (QONNX ROUND, HALF_EVEN). */
  TIES_TO_EVEN,
  /**
   * To the nearest; a tie goes to the neighbour that is an even multiple of the gap between the
   * two, up where neither is a multiple (QONNX ROUND in {@code FloatQuant}, which rounds x/step).
   *
   * <p>The same as {@link #TIES_TO_EVEN} but for formats without mantissa bits: between 2^k and
   * 2^(k+1) the gap is 2^k, so that a tie goes to 2^(k+1); between zero and the least number it
   * goes to zero.
   */
  TIES_TO_EVEN_MULTIPLE,
  /** To the nearest; a tie goes away from zero, and a tie at zero up (QONNX HALF_UP). */
  TIES_AWAY,
  /** To the nearest; a tie goes toward zero, and a tie at zero up (QONNX HALF_DOWN). */
  TIES_TOWARD_ZERO,
  /** Toward zero (QONNX DOWN). Between two values of opposite sign, to that of the same sign. */
  TOWARD_ZERO,
  /** Away from zero (QONNX UP). Between two values of opposite sign, to that of the same sign. */
  AWAY_FROM_ZERO,
  /** Toward plus infinity (QONNX CEIL). */
  UP,
  /** Toward minus infinity (QONNX FLOOR). */
  DOWN;

  /**
   * The cut from which on numbers between two neighbours go to the upper one.
   *
   * @param lower the lower neighbour
   * @param upper the upper neighbour
   * @param upperIsEven whether ties-to-even prefers the upper neighbour
   */
  public Cut cut(BigFraction lower, BigFraction upper, boolean upperIsEven) {
    boolean straddles =
        lower.compareTo(BigFraction.ZERO) < 0 && upper.compareTo(BigFraction.ZERO) > 0;
    boolean positive = upper.compareTo(BigFraction.ZERO) > 0;
    BigFraction middle = lower.add(upper).divide(2);
    return switch (this) {
      case TIES_TO_EVEN -> new Cut(middle, upperIsEven);
      case TIES_TO_EVEN_MULTIPLE -> new Cut(middle, !isOddMultiple(upper, upper.subtract(lower)));
      case TIES_AWAY -> new Cut(middle, middle.compareTo(BigFraction.ZERO) >= 0);
      case TIES_TOWARD_ZERO -> new Cut(middle, middle.compareTo(BigFraction.ZERO) <= 0);
      case TOWARD_ZERO ->
          straddles
              ? new Cut(BigFraction.ZERO, true)
              : positive ? Cut.from(upper) : Cut.above(lower);
      case AWAY_FROM_ZERO ->
          straddles
              ? new Cut(BigFraction.ZERO, true)
              : positive ? Cut.above(lower) : Cut.from(upper);
      case UP -> Cut.above(lower);
      case DOWN -> Cut.from(upper);
    };
  }

  private static boolean isOddMultiple(BigFraction x, BigFraction gap) {
    BigFraction quotient = x.divide(gap);
    return quotient.getDenominator().equals(BigInteger.ONE) && quotient.getNumerator().testBit(0);
  }
}
