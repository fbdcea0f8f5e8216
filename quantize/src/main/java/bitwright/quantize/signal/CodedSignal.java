package bitwright.quantize.signal;

import bitwright.arith.step.Stage.Quantizer;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A signal that a quantizer ends, up to an affine function: {@code y = slope·q + offset} with q the
 * quantizer's value.
 *
 * @param source where the signal starts
 * @param before the steps between source and quantizer
 * @param quantizer the quantizer
 * @param slope the same for all features
 * @param offset per feature
 */
public record CodedSignal(
    Source source, List<Step> before, Quantizer quantizer, BigFraction slope, Coefficients offset) {

  /** Copies the steps. */
  public CodedSignal {
    before = List.copyOf(before);
  }
}
