package bitwright.quantize.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Reals;
import bitwright.arith.step.StepCompiler;
import java.math.BigInteger;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** Roots are exact where they can be and close where they cannot; doubles are rounded once. */
class RationalsTest {

  @Test
  void rootsOfSquaresAreExact() {
    assertEquals(new BigFraction(3, 7), Rationals.sqrt(new BigFraction(9, 49)));
    assertEquals(BigFraction.ZERO, Rationals.sqrt(BigFraction.ZERO));
    assertEquals(Reals.powerOfTwo(-60), Rationals.sqrt(Reals.powerOfTwo(-120)));
  }

  @Test
  void otherRootsHaveTheirPrecision() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      BigFraction x =
          Rationals.of(Math.scalb(random.nextDouble() + 0.1, random.nextInt(240) - 120));
      BigFraction root = Rationals.sqrt(x);
      BigFraction error = root.multiply(root).subtract(x).divide(x).abs();
      BigFraction bound = Reals.powerOfTwo(1 - StepCompiler.ROOT_BITS);
      assertTrue(error.compareTo(bound) < 0, "square root of " + x);
    }
  }

  @Test
  void doublesAreRoundedOnce() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      double x = Double.longBitsToDouble(random.nextLong());
      if (!Double.isFinite(x) || Math.abs(x) < Double.MIN_NORMAL) {
        continue;
      }
      assertEquals(x, Reals.toDouble(Rationals.of(x)));
      BigFraction half = Rationals.of(Math.ulp(x)).divide(2);
      BigFraction little = half.divide(new BigFraction(BigInteger.ONE.shiftLeft(200)));
      double up = Math.copySign(Math.nextUp(Math.abs(x)), x);
      boolean even = (Double.doubleToLongBits(x) & 1) == 0;
      BigFraction tie = Rationals.of(Math.abs(x)).add(half);
      double sign = Math.signum(x);
      assertEquals(even ? x : up, sign * Reals.toDouble(tie));
      assertEquals(up, sign * Reals.toDouble(tie.add(little)));
      assertEquals(x, sign * Reals.toDouble(tie.subtract(little)));
    }
  }

  @Test
  void theLeastDoubleIsItself() {
    assertEquals(Reals.powerOfTwo(-1074), Rationals.of(Double.MIN_VALUE));
    assertEquals(Reals.powerOfTwo(-1022), Rationals.of(Double.MIN_NORMAL));
  }

  @Test
  void zeroIsInLowestTerms() {
    assertEquals(1, Rationals.of(0.0).getDenominator().intValue());
    assertEquals(1, Rationals.of(-0.0).getDenominator().intValue());
  }
}
