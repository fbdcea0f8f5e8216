package bitwright.quantize.tensor;

import bitwright.arith.format.Reals;
import bitwright.arith.step.StepCompiler;
import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/** Functions of exact rationals. */
public final class Rationals {

  /** The most bits that a numerator or denominator may grow to before a constant is refused. */
  public static final int LARGEST = 1 << 15;

  private Rationals() {}

  /**
   * A finite double, exactly, in lowest terms.
   *
   * <p>The library's constructor leaves zero unreduced and halves subnormal numbers.
   */
  public static BigFraction of(double x) {
    if (x == 0) {
      return BigFraction.ZERO;
    }
    return Math.abs(x) < Double.MIN_NORMAL
        ? new BigFraction(x * 0x1p100).multiply(Reals.powerOfTwo(-100))
        : new BigFraction(x);
  }

  /** Whether a constant is short enough to go on computing with. */
  public static boolean isHandy(BigFraction x) {
    return x.getNumerator().bitLength() <= LARGEST && x.getDenominator().bitLength() <= LARGEST;
  }

  /**
   * The square root: exact for squares of rationals, else with a relative error below
   * 2<sup>−{@value StepCompiler#ROOT_BITS}</sup>.
   *
   * <p>An inexact root has a power of two as its denominator: √2 ≈ n/2<sup>k</sup> with n =
   * ⌊√(2·4<sup>k</sup>)⌋ of more than {@value StepCompiler#ROOT_BITS} bits.
   *
   * @param x positive or zero
   */
  public static BigFraction sqrt(BigFraction x) {
    BigInteger p = x.getNumerator();
    BigInteger q = x.getDenominator();
    BigInteger[] top = p.sqrtAndRemainder();
    BigInteger[] bottom = q.sqrtAndRemainder();
    if (top[1].signum() == 0 && bottom[1].signum() == 0) {
      return new BigFraction(top[0], bottom[0]);
    }
    int magnitude = p.bitLength() - q.bitLength();
    int k = Math.max(0, StepCompiler.ROOT_BITS + 2 - magnitude / 2);
    return new BigFraction(p.shiftLeft(2 * k).divide(q).sqrt(), BigInteger.ONE.shiftLeft(k));
  }
}
