package bitwright.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Exact rationals. Products of matrices are computed over common denominators: as sums of longs
 * where the sum of magnitudes is proven to fit, else of integers of any width.
 */
final class ExactField implements Field<Rational> {

  /** Numerators over one denominator; longs if all fit. */
  private record Integers(long[] narrow, BigInteger[] wide, BigInteger den, BigInteger max) {}

  @Override
  public Rational of(double x) {
    return Rational.of(x);
  }

  @Override
  public Rational add(Rational x, Rational y) {
    return x.plus(y);
  }

  @Override
  public Rational subtract(Rational x, Rational y) {
    return x.minus(y);
  }

  @Override
  public Rational multiply(Rational x, Rational y) {
    return x.times(y);
  }

  @Override
  public Rational divide(Rational x, Rational y) {
    return x.over(y);
  }

  @Override
  public Rational power(Rational x, double exponent) {
    if (exponent == 0.5) {
      return x.sqrt();
    }
    if (exponent == -0.5) {
      return Rational.ONE.over(x.sqrt());
    }
    int n = (int) exponent;
    if (n != exponent) {
      throw new ArithmeticException("no exact power " + exponent);
    }
    Rational y = Rational.ONE;
    for (int i = 0; i < Math.abs(n); i++) {
      y = y.times(x);
    }
    return n < 0 ? Rational.ONE.over(y) : y;
  }

  @Override
  public Rational sqrt(Rational x) {
    return x.sqrt();
  }

  @Override
  public int compare(Rational x, Rational y) {
    return x.compareTo(y);
  }

  @Override
  public Rational round(Rational x, Mode mode) {
    BigInteger floor = x.floor();
    Rational fraction = x.minus(Rational.of(floor));
    if (fraction.signum() == 0) {
      return Rational.of(floor);
    }
    int half = fraction.plus(fraction).compareTo(Rational.ONE);
    boolean up = mode.up(x.signum() < 0, half, !floor.testBit(0));
    return Rational.of(up ? floor.add(BigInteger.ONE) : floor);
  }

  @Override
  public int floorLog2(Rational x) {
    return x.floorLog2();
  }

  @Override
  public double toDouble(Rational x) {
    return x.doubleValue();
  }

  @Override
  public List<Rational> product(Tensor<Rational> a, Tensor<Rational> b) {
    int m = a.shape()[0];
    int k = a.shape()[1];
    int n = b.shape()[1];
    Integers x = integers(a);
    if (!(b.prepared() instanceof Integers)) {
      b.prepare(integers(b.transposed(1, 0)));
    }
    Integers w = (Integers) b.prepared();
    BigInteger den = x.den().multiply(w.den());
    BigInteger bound = x.max().multiply(w.max()).multiply(BigInteger.valueOf(k));
    boolean narrow = x.narrow() != null && w.narrow() != null && bound.bitLength() < 63;
    List<Rational> out = new ArrayList<>(m * n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        BigInteger sum =
            narrow
                ? BigInteger.valueOf(narrowSum(x.narrow(), i * k, w.narrow(), j * k, k))
                : wideSum(x, i * k, w, j * k, k);
        out.add(Rational.of(sum, den));
      }
    }
    return out;
  }

  private static long narrowSum(long[] x, int i, long[] w, int j, int k) {
    long sum = 0;
    for (int c = 0; c < k; c++) {
      sum += x[i + c] * w[j + c];
    }
    return sum;
  }

  private static BigInteger wideSum(Integers x, int i, Integers w, int j, int k) {
    BigInteger sum = BigInteger.ZERO;
    for (int c = 0; c < k; c++) {
      sum = sum.add(numerator(x, i + c).multiply(numerator(w, j + c)));
    }
    return sum;
  }

  private static BigInteger numerator(Integers x, int i) {
    return x.narrow() != null ? BigInteger.valueOf(x.narrow()[i]) : x.wide()[i];
  }

  private static Integers integers(Tensor<Rational> t) {
    Set<BigInteger> denominators = new HashSet<>();
    t.values().forEach(v -> denominators.add(v.den()));
    BigInteger common = BigInteger.ONE;
    for (BigInteger d : denominators) {
      common = common.multiply(d).divide(common.gcd(d));
    }
    BigInteger[] wide = new BigInteger[t.size()];
    BigInteger max = BigInteger.ZERO;
    for (int i = 0; i < wide.length; i++) {
      Rational v = t.get(i);
      wide[i] = v.num().multiply(common.divide(v.den()));
      max = max.max(wide[i].abs());
    }
    BigInteger divisor = common;
    for (BigInteger v : wide) {
      divisor = divisor.gcd(v);
    }
    long[] narrow = max.divide(divisor).bitLength() < 63 ? new long[wide.length] : null;
    for (int i = 0; i < wide.length; i++) {
      wide[i] = wide[i].divide(divisor);
      if (narrow != null) {
        narrow[i] = wide[i].longValueExact();
      }
    }
    return new Integers(narrow, wide, common.divide(divisor), max.divide(divisor));
  }
}
