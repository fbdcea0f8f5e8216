package bitwright.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction with a positive denominator; reduced only when it grows long, since equality
 * and order need no lowest terms.
 */
final class Rational implements Comparable<Rational> {

  static final Rational ZERO = of(0);
  static final Rational ONE = of(1);

  private static final int LONG = 3000;

  private final BigInteger num;
  private final BigInteger den;

  private Rational(BigInteger num, BigInteger den) {
    this.num = num;
    this.den = den;
  }

  static Rational of(BigInteger num, BigInteger den) {
    if (den.signum() == 0) {
      throw new ArithmeticException("zero denominator");
    }
    BigInteger n = den.signum() < 0 ? num.negate() : num;
    BigInteger d = den.abs();
    if (d.bitLength() > LONG) {
      BigInteger g = n.gcd(d);
      return new Rational(n.divide(g), d.divide(g));
    }
    return new Rational(n, d);
  }

  static Rational of(BigInteger n) {
    return new Rational(n, BigInteger.ONE);
  }

  static Rational of(long n) {
    return of(BigInteger.valueOf(n));
  }

  /** n · 2^e. */
  static Rational scaled(BigInteger n, int e) {
    return e >= 0 ? of(n.shiftLeft(e)) : new Rational(n, BigInteger.ONE.shiftLeft(-e));
  }

  /** The exact value of a finite double, from its bits; few bits where few are significant. */
  static Rational of(double x) {
    long bits = Double.doubleToRawLongBits(x);
    int exponent = (int) (bits >>> 52) & 0x7ff;
    if (exponent == 0x7ff) {
      throw new ArithmeticException("not finite: " + x);
    }
    long m = bits & ((1L << 52) - 1);
    long significand = exponent == 0 ? m : m | 1L << 52;
    if (significand == 0) {
      return ZERO;
    }
    int zeros = Long.numberOfTrailingZeros(significand);
    BigInteger n = BigInteger.valueOf(significand >> zeros);
    return scaled(bits < 0 ? n.negate() : n, Math.max(exponent, 1) - 1075 + zeros);
  }

  BigInteger num() {
    return num;
  }

  BigInteger den() {
    return den;
  }

  int signum() {
    return num.signum();
  }

  Rational plus(Rational o) {
    if (den.equals(o.den)) {
      return new Rational(num.add(o.num), den);
    }
    return of(num.multiply(o.den).add(o.num.multiply(den)), den.multiply(o.den));
  }

  Rational minus(Rational o) {
    return plus(o.negate());
  }

  Rational times(Rational o) {
    return of(num.multiply(o.num), den.multiply(o.den));
  }

  Rational over(Rational o) {
    return of(num.multiply(o.den), den.multiply(o.num));
  }

  Rational negate() {
    return new Rational(num.negate(), den);
  }

  Rational abs() {
    return num.signum() < 0 ? negate() : this;
  }

  BigInteger floor() {
    BigInteger[] q = num.divideAndRemainder(den);
    return q[1].signum() < 0 ? q[0].subtract(BigInteger.ONE) : q[0];
  }

  /** ⌊log2 |x|⌋ of x ≠ 0. */
  int floorLog2() {
    BigInteger n = num.abs();
    int guess = n.bitLength() - den.bitLength();
    boolean below =
        guess >= 0 ? n.compareTo(den.shiftLeft(guess)) < 0 : n.shiftLeft(-guess).compareTo(den) < 0;
    return below ? guess - 1 : guess;
  }

  /** √x to at least 400 significant bits, rounded down; exact where the root is a fraction. */
  Rational sqrt() {
    BigInteger g = num.gcd(den);
    BigInteger n = num.divide(g);
    BigInteger d = den.divide(g);
    if (isSquare(n) && isSquare(d)) {
      return of(n.sqrt(), d.sqrt());
    }
    int shift = 800 + d.bitLength();
    return of(n.multiply(d).shiftLeft(2 * shift).sqrt(), d.shiftLeft(shift));
  }

  private static boolean isSquare(BigInteger n) {
    return n.signum() >= 0 && n.sqrt().pow(2).equals(n);
  }

  double doubleValue() {
    return new BigDecimal(num).divide(new BigDecimal(den), MathContext.DECIMAL128).doubleValue();
  }

  @Override
  public int compareTo(Rational o) {
    return den.equals(o.den)
        ? num.compareTo(o.num)
        : num.multiply(o.den).compareTo(o.num.multiply(den));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Rational r && compareTo(r) == 0;
  }

  @Override
  public int hashCode() {
    return Double.hashCode(doubleValue());
  }

  @Override
  public String toString() {
    return num + "/" + den;
  }
}
