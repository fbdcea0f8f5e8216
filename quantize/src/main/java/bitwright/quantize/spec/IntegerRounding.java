package bitwright.quantize.spec;

import bitwright.arith.format.Rounding;
import java.math.BigInteger;
import java.util.OptionalLong;
import org.apache.commons.math3.fraction.BigFraction;

/** Rounds to integers in every mode: exactly, and from doubles where they are far from a step. */
final class IntegerRounding {

  /** Doubles beyond this are not trusted. */
  private static final double LARGEST = 1 << 20;

  /**
   * At {@link #LARGEST} a relative error of 2^−50 amounts to 2^−30; this is a thousand times it.
   */
  private static final double MARGIN = 0x1p-20;

  private IntegerRounding() {}

  /** The integer that x rounds to. */
  static BigInteger round(BigFraction x, Rounding mode) {
    BigInteger[] parts = x.getNumerator().divideAndRemainder(x.getDenominator());
    if (parts[1].signum() == 0) {
      return parts[0];
    }
    BigInteger lower = parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    BigInteger upper = lower.add(BigInteger.ONE);
    boolean up =
        mode.cut(new BigFraction(lower), new BigFraction(upper), !upper.testBit(0)).contains(x);
    return up ? upper : lower;
  }

  /**
   * The integer that every number near x rounds to; nothing if a step of the mode is near.
   *
   * @param x right to an absolute error of 2<sup>−21</sup> if below 2<sup>20</sup> in magnitude
   */
  static OptionalLong clear(double x, Rounding mode) {
    if (!(Math.abs(x) < LARGEST)) {
      return OptionalLong.empty();
    }
    double floor = Math.floor(x);
    double fraction = x - floor;
    double distance = isNearest(mode) ? Math.abs(fraction - 0.5) : Math.min(fraction, 1 - fraction);
    if (distance < MARGIN) {
      return OptionalLong.empty();
    }
    boolean up =
        switch (mode) {
          case TIES_TO_EVEN, TIES_TO_EVEN_MULTIPLE, TIES_AWAY, TIES_TOWARD_ZERO -> fraction > 0.5;
          case TOWARD_ZERO -> x < 0;
          case AWAY_FROM_ZERO -> x > 0;
          case UP -> true;
          case DOWN -> false;
        };
    return OptionalLong.of((long) floor + (up ? 1 : 0));
  }

  /** Whether a mode rounds to the nearest neighbour. */
  static boolean isNearest(Rounding mode) {
    return switch (mode) {
      case TIES_TO_EVEN, TIES_TO_EVEN_MULTIPLE, TIES_AWAY, TIES_TOWARD_ZERO -> true;
      case TOWARD_ZERO, AWAY_FROM_ZERO, UP, DOWN -> false;
    };
  }
}
