package bitwright.arith.oracle;

import java.math.BigInteger;

/**
 * An exact fraction, kept in lowest terms with a positive denominator.
 *
 * <p>The oracle has its own, so that it shares nothing with the code under test.
 *
 * @param num numerator
 * @param den denominator, positive
 */
public record Rational(BigInteger num, BigInteger den) implements Comparable<Rational> {

  /** Zero. */
  public static final Rational ZERO = of(0);

  /** Reduces the fraction. */
  public Rational {
    if (den.signum() == 0) {
      throw new ArithmeticException("zero denominator");
    }
    BigInteger g = num.gcd(den);
    if (den.signum() < 0) {
      g = g.negate();
    }
    num = num.divide(g);
    den = den.divide(g);
  }

  /** An integer. */
  public static Rational of(long n) {
    return new Rational(BigInteger.valueOf(n), BigInteger.ONE);
  }

  /** A quotient. */
  public static Rational of(long n, long d) {
    return new Rational(BigInteger.valueOf(n), BigInteger.valueOf(d));
  }

  /** n · 2^e. */
  public static Rational scaled(BigInteger n, int e) {
    return e >= 0
        ? new Rational(n.shiftLeft(e), BigInteger.ONE)
        : new Rational(n, BigInteger.ONE.shiftLeft(-e));
  }

  /** 2^e. */
  public static Rational pow2(int e) {
    return scaled(BigInteger.ONE, e);
  }

  /** The exact value of a finite double, from its bits. */
  public static Rational of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    if (exponent == 0x7ff) {
      throw new ArithmeticException("not finite: " + x);
    }
    long m = bits & ((1L << 52) - 1);
    long significand = exponent == 0 ? m : m | 1L << 52;
    Rational magnitude = scaled(BigInteger.valueOf(significand), Math.max(exponent, 1) - 1075);
    return bits < 0 ? magnitude.negate() : magnitude;
  }

  /** Sum. */
  public Rational plus(Rational o) {
    return new Rational(num.multiply(o.den).add(o.num.multiply(den)), den.multiply(o.den));
  }

  /** Difference. */
  public Rational minus(Rational o) {
    return plus(o.negate());
  }

  /** Product. */
  public Rational times(Rational o) {
    return new Rational(num.multiply(o.num), den.multiply(o.den));
  }

  /** Quotient. */
  public Rational over(Rational o) {
    return new Rational(num.multiply(o.den), den.multiply(o.num));
  }

  /** −x. */
  public Rational negate() {
    return new Rational(num.negate(), den);
  }

  /** |x|. */
  public Rational abs() {
    return num.signum() < 0 ? negate() : this;
  }

  /** −1, 0 or 1. */
  public int signum() {
    return num.signum();
  }

  /** The greatest integer not above x. */
  public BigInteger floor() {
    BigInteger[] q = num.divideAndRemainder(den);
    return q[1].signum() < 0 ? q[0].subtract(BigInteger.ONE) : q[0];
  }

  /** The nearest double, when the denominator is a power of two and few bits are significant. */
  public double toDouble() {
    double d = num.doubleValue() / den.doubleValue();
    if (!of(d).equals(this)) {
      throw new ArithmeticException(this + " is not a double");
    }
    return d;
  }

  @Override
  public int compareTo(Rational o) {
    return num.multiply(o.den).compareTo(o.num.multiply(den));
  }

  @Override
  public String toString() {
    return num + "/" + den;
  }
}
