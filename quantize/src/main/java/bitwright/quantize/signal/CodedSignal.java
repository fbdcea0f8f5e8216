package bitwright.quantize.signal;

import bitwright.arith.format.Format;
import bitwright.arith.step.Stage.Quantizer;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A signal that a quantizer ends, up to an affine function: {@code y = slope·q + offset} with q the
 * quantizer's value. Its features are in the order of its source.
 *
 * @param source where the signal starts
 * @param before the steps between source and quantizer
 * @param quantize the quantizer
 * @param bounds clamps that stood behind the quantizer and may as well stand right before it
 * @param slope the same for all features
 * @param offset per feature
 */
public record CodedSignal(
    Source source,
    List<Step> before,
    Step.Quantize quantize,
    List<Step.Clamp> bounds,
    BigFraction slope,
    Coefficients offset) {

  /** Copies the steps. */
  public CodedSignal {
    before = List.copyOf(before);
    bounds = List.copyOf(bounds);
  }

  /** The quantizer. */
  public Quantizer quantizer() {
    return quantize.quantizer();
  }

  /** The format of the codes. */
  public Format format() {
    return quantizer().format();
  }

  /** How much y grows from one image to the next: slope · scale · 2<sup>unit</sup>. */
  public BigFraction unit() {
    return slope.multiply(quantize.unit());
  }

  /** Whether both are the same codes of the same source; what they mean may differ. */
  public boolean hasCodesOf(CodedSignal other) {
    return source == other.source
        && quantize.equals(other.quantize)
        && bounds.equals(other.bounds)
        && before.equals(other.before);
  }

  /** Whether equal codes mean equal numbers in both. */
  public boolean hasValuesOf(CodedSignal other) {
    return format().equals(other.format())
        && unit().equals(other.unit())
        && offset.isShared()
        && offset.equals(other.offset);
  }
}
