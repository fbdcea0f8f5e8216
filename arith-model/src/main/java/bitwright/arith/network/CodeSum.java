package bitwright.arith.network;

import bitwright.arith.format.Format;
import java.math.BigInteger;
import java.util.function.UnaryOperator;

/**
 * The exact sum of a function of images over many codes, in {@code long}s where no sum of that many
 * can overflow.
 */
final class CodeSum {

  private final BigInteger[] values;
  private final long[] narrow;

  private CodeSum(BigInteger[] values, long[] narrow) {
    this.values = values;
    this.narrow = narrow;
  }

  /**
   * Tabulates a function of images.
   *
   * @param format the format of the codes
   * @param count the most codes that one sum runs over
   * @param function applied to the image of every code that is a number
   */
  static CodeSum of(Format format, int count, UnaryOperator<BigInteger> function) {
    BigInteger[] values = new BigInteger[format.codes()];
    BigInteger greatest = BigInteger.ZERO;
    for (int code = 0; code < values.length; code++) {
      values[code] = format.isNumber(code) ? function.apply(format.image(code)) : BigInteger.ZERO;
      greatest = greatest.max(values[code].abs());
    }
    boolean fits = greatest.multiply(BigInteger.valueOf(count)).bitLength() < Long.SIZE;
    long[] narrow = fits ? new long[values.length] : null;
    for (int code = 0; fits && code < values.length; code++) {
      narrow[code] = values[code].longValueExact();
    }
    return new CodeSum(values, narrow);
  }

  /** The sum over {@code codes[from … to − 1]}. */
  BigInteger over(int[] codes, int from, int to) {
    if (narrow != null) {
      long sum = 0;
      for (int i = from; i < to; i++) {
        sum += narrow[codes[i]];
      }
      return BigInteger.valueOf(sum);
    }
    BigInteger sum = BigInteger.ZERO;
    for (int i = from; i < to; i++) {
      sum = sum.add(values[codes[i]]);
    }
    return sum;
  }
}
