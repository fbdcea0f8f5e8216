package bitwright.quantize.operator;

import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Known;
import bitwright.quantize.spec.QuantSpec;
import bitwright.quantize.spec.UnsupportedSpecException;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** Applies a quantizer and its scale to what comes in: a signal or a constant. */
final class Quantization {

  private Quantization() {}

  /**
   * Quantizes the node's input 0 to its output 0.
   *
   * @param scaleInput which input is the scale: a scalar for signals, for constants anything that
   *     broadcasts
   */
  static void apply(Node node, Scope scope, QuantSpec spec, int scaleInput) {
    Constant scale = scope.finite(node, scaleInput, "scale");
    requirePositive(node, scale);
    try {
      if (scope.input(node, 0) instanceof Dynamic dynamic) {
        requireScalar(node, scale);
        Signal signal = dynamic.signal();
        for (Step step : spec.steps(scale.value(0), node.label())) {
          signal = signal.then(step);
        }
        scope.define(node, 0, new Dynamic(signal));
      } else {
        Constant constant = scope.finite(node, 0, "constant");
        scope.define(node, 0, new Known(quantized(node, spec, constant, scale)));
      }
    } catch (UnsupportedSpecException e) {
      throw node.refuse("%s", e.getMessage());
    }
  }

  static void requirePositive(Node node, Constant scale) {
    if (scale.shape().size() == 0) {
      throw node.refuse("has a scale of shape %s without elements; give it a scale", scale.shape());
    }
    for (int i = 0; i < scale.shape().size(); i++) {
      if (scale.value(i).compareTo(BigFraction.ZERO) <= 0) {
        throw node.refuse(
            "has a scale of %s at position %d; it must be positive", Scope.show(scale.value(i)), i);
      }
    }
  }

  static void requireScalar(Node node, Constant scale) {
    if (scale.shape().size() != 1) {
      throw node.refuse(
          "quantizes activations with a scale of shape %s; it must be a scalar, so quantize per"
              + " tensor",
          scale.shape());
    }
  }

  private static Constant quantized(Node node, QuantSpec spec, Constant constant, Constant scale) {
    if (!scale.shape().broadcast(constant.shape()).equals(Optional.of(constant.shape()))) {
      throw node.refuse(
          "has a scale of shape %s for a constant of shape %s; it must broadcast to the constant",
          scale.shape(), constant.shape());
    }
    int[] groups = scale.shape().broadcastPositions(constant.shape());
    return spec.quantize(constant, values(scale, scale.shape()), groups);
  }

  private static List<BigFraction> values(Constant constant, Shape shape) {
    List<BigFraction> values = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      values.add(constant.value(i));
    }
    return values;
  }
}
