package bitwright.explore.space;

import bitwright.quantize.ptq.QuantizationSpec;

/**
 * The formats of a uniformly quantized network.
 *
 * @param weights a format's name
 * @param activations a format's name; its unsigned twin stands in where no value is negative
 */
public record FormatPair(String weights, String activations) {

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException in one sentence, if one is no format
   */
  public FormatPair {
    QuantizationSpec.of(weights, activations);
  }

  /** {@code e2m1 × int4}. */
  @Override
  public String toString() {
    return weights + " × " + activations;
  }
}
