package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;

/**
 * Tables from codes to images in the number types of the kernels; codes that are not numbers map to
 * 0.
 */
final class Images {

  private Images() {}

  static int[] ints(Format format) {
    int[] table = new int[format.codes()];
    for (int code = 0; code < table.length; code++) {
      table[code] = format.isNumber(code) ? format.image(code).intValueExact() : 0;
    }
    return table;
  }

  static long[] longs(Format format) {
    long[] table = new long[format.codes()];
    for (int code = 0; code < table.length; code++) {
      table[code] = format.isNumber(code) ? format.image(code).longValueExact() : 0;
    }
    return table;
  }

  static BigInteger[] bigs(Format format) {
    BigInteger[] table = new BigInteger[format.codes()];
    for (int code = 0; code < table.length; code++) {
      table[code] = format.isNumber(code) ? format.image(code) : BigInteger.ZERO;
    }
    return table;
  }

  static int[] ints(WeightMatrix weights) {
    int[] table = ints(weights.format());
    int[] images = weights.codes();
    for (int i = 0; i < images.length; i++) {
      images[i] = table[images[i]];
    }
    return images;
  }
}
