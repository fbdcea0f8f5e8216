package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Tables from codes to images in the number types of the kernels; codes that are not numbers map to
 * 0.
 */
final class Images {

  private Images() {}

  static BigInteger[] bigs(Format format) {
    BigInteger[] table = new BigInteger[format.codes()];
    for (int code = 0; code < table.length; code++) {
      table[code] = format.isNumber(code) ? format.image(code) : BigInteger.ZERO;
    }
    return table;
  }

  static long[] longs(Format format) {
    BigInteger[] images = bigs(format);
    long[] table = new long[images.length];
    for (int code = 0; code < table.length; code++) {
      table[code] = images[code].longValueExact();
    }
    return table;
  }

  /**
   * The images of the weights that occur, row by row. A code that does not occur may have an image
   * too wide for a long: {@code pot8} reaches 2<sup>127</sup>.
   */
  static long[] longs(WeightMatrix weights) {
    BigInteger[] table = bigs(weights.format());
    return Arrays.stream(weights.codes()).mapToLong(c -> table[c].longValueExact()).toArray();
  }
}
