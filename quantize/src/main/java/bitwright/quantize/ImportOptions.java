package bitwright.quantize;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.Reals;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What the user decides where a file leaves a choice.
 *
 * @param recognisePowersOfTwo whether weights that are all ±2<sup>k</sup> of a narrow span become a
 *     power-of-two format although the file calls them something else
 * @param inputFormat the format of a network input that reaches its first layer unquantized
 * @param inputScale the real value of the number 1 of that format; positive
 * @param weightFormats per layer name, the format its weights are to be coded in; every weight must
 *     be representable exactly, with one scale per layer or per row
 */
public record ImportOptions(
    boolean recognisePowersOfTwo,
    Format inputFormat,
    BigFraction inputScale,
    Map<String, Format> weightFormats) {

  private static final ImportOptions DEFAULTS =
      new ImportOptions(true, IntegerFormat.signed(16), Reals.powerOfTwo(-10), Map.of());

  /** Checks the scale. */
  public ImportOptions {
    if (inputScale.compareTo(BigFraction.ZERO) <= 0) {
      throw new IllegalArgumentException(
          "the input scale is positive, not " + inputScale.doubleValue());
    }
    weightFormats = Map.copyOf(weightFormats);
  }

  /**
   * Powers of two are recognised; an unquantized input becomes {@code int16} with scale
   * 2<sup>−10</sup>, the {@code ap_fixed<16,6>} that the hls4ml tool chain gives such inputs.
   */
  public static ImportOptions defaults() {
    return DEFAULTS;
  }

  /** These options with or without recognition of powers of two. */
  public ImportOptions withRecognisePowersOfTwo(boolean recognise) {
    return new ImportOptions(recognise, inputFormat, inputScale, weightFormats);
  }

  /** These options with another format for an unquantized input. */
  public ImportOptions withInput(Format format, BigFraction scale) {
    return new ImportOptions(recognisePowersOfTwo, format, scale, weightFormats);
  }

  /** These options with the weight format of one layer fixed. */
  public ImportOptions withWeightFormat(String layer, Format format) {
    Map<String, Format> formats = new TreeMap<>(weightFormats);
    formats.put(layer, format);
    return new ImportOptions(recognisePowersOfTwo, inputFormat, inputScale, formats);
  }
}
