package bitwright.quantize.ptq;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;

/**
 * Which formats a QONNX file can hold.
 *
 * <p>It has quantizers for integers, minifloats and ±1. Weights need none if their values tell the
 * format to who reads them: powers of two of few exponents, and −1, 0, 1.
 */
public final class WritableFormats {

  /** Wider spans of exponents are not taken for powers of two when the file is read. */
  private static final int WIDEST_SPAN = 7;

  private WritableFormats() {}

  /**
   * Refuses a format of weights that no file can hold.
   *
   * @throws IllegalArgumentException in one sentence, also if there is no such format
   */
  public static void requireWeights(String name) {
    for (Format format : FormatChoice.parse(name).formats()) {
      boolean bipolar = format instanceof BipolarFormat && !hasQuantizer(format);
      boolean wide = format instanceof PowerOfTwoFormat p && p.maxExponent() > WIDEST_SPAN;
      if (bipolar || wide) {
        throw new FormatException(
            "%s weights cannot be written as QONNX; use integers, minifloats, pot2 to pot4 with or"
                + " without zero, ternary or bipolar1",
            name);
      }
    }
  }

  /**
   * Refuses a format of feature maps that no file can hold.
   *
   * @throws IllegalArgumentException in one sentence, also if there is no such format
   */
  public static void requireActivations(String name) {
    FormatChoice.parse(name).formats().forEach(WritableFormats::requireQuantizer);
  }

  static void requireQuantizer(Format format) {
    if (!hasQuantizer(format)) {
      throw new FormatException(
          "QONNX has no quantizer for %s as activations; use integers, minifloats or bipolar1 there",
          format.name());
    }
  }

  static boolean hasQuantizer(Format format) {
    return format instanceof IntegerFormat
        || format instanceof MinifloatFormat
        || format instanceof BipolarFormat b && b.bits() == 1;
  }

  /** Refuses a format without negative values for weights that have some. */
  static void requireSign(String layer, Grid grid, double[][] weights) {
    if (grid.least() < 0) {
      return;
    }
    for (double[] row : weights) {
      for (double w : row) {
        if (w < 0) {
          throw new FormatException(
              "%s cannot be the weights of %s, some of which are negative; use a signed format",
              grid.format().name(), layer);
        }
      }
    }
  }
}
