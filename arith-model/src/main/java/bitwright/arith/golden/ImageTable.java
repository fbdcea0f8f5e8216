package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * The images of a format times an integer, by code, for layers that add without a dot product: in
 * longs where the range of all sums is proven to fit, else in big integers. Codes that are not
 * numbers count as 0.
 */
final class ImageTable {

  private final long[] narrow;
  private final BigInteger[] wide;

  private ImageTable(long[] narrow, BigInteger[] wide) {
    this.narrow = narrow;
    this.wide = wide;
  }

  /**
   * A table.
   *
   * @param sums a range that holds every finished sum; a partial sum may leave it and comes back,
   *     modulo 2<sup>64</sup>
   */
  static ImageTable of(Format format, BigInteger multiplier, IntegerRange sums) {
    BigInteger[] wide = new BigInteger[format.codes()];
    for (int code = 0; code < wide.length; code++) {
      wide[code] =
          format.isNumber(code) ? format.image(code).multiply(multiplier) : BigInteger.ZERO;
    }
    return sums.fitsLong()
        ? new ImageTable(Arrays.stream(wide).mapToLong(BigInteger::longValue).toArray(), null)
        : new ImageTable(null, wide);
  }

  /** Sums of table entries, all zero at first. */
  Sums sums(int count) {
    return new Sums(narrow == null ? null : new long[count], narrow == null ? zeros(count) : null);
  }

  private static BigInteger[] zeros(int count) {
    BigInteger[] zeros = new BigInteger[count];
    Arrays.fill(zeros, BigInteger.ZERO);
    return zeros;
  }

  /** A batch of running sums. */
  record Sums(long[] narrow, BigInteger[] wide) {

    void add(ImageTable table, int element, int code) {
      if (narrow != null) {
        narrow[element] += table.narrow[code];
      } else {
        wide[element] = wide[element].add(table.wide[code]);
      }
    }

    Accumulators accumulators(int vectors, int width) {
      return narrow != null
          ? Accumulators.narrow(vectors, width, narrow)
          : Accumulators.wide(vectors, width, wide);
    }
  }
}
