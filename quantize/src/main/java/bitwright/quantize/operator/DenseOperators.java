package bitwright.quantize.operator;

import bitwright.arith.format.Reals;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.build.CodedWeights;
import bitwright.quantize.build.WeightCoder;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Source;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Rationals;
import bitwright.quantize.tensor.Shape;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Products with weights, each of which starts a layer: {@code MatMul} and {@code Gemm}.
 *
 * <p>With x = a·q + b (q the quantizer's values, a common, b per feature) and w = s·v (v the
 * weights' codes, s per row): {@code Σ w·x = a·s·Σ v·q + Σ w·b}. The first sum is the accumulator,
 * an exact integer; the second is a constant of the row.
 */
final class DenseOperators {

  static final Map<String, Operator> ALL =
      Map.of("MatMul", DenseOperators::matMul, "Gemm", DenseOperators::gemm);

  private DenseOperators() {}

  private static void matMul(Node node, Scope scope) {
    node.allowAttributes();
    Signal product = product(node, scope, false);
    scope.define(node, 0, new Dynamic(product));
  }

  private static void gemm(Node node, Scope scope) {
    node.allowAttributes("alpha", "beta", "transA", "transB", "broadcast");
    if (node.attributes().flag("transA", false)) {
      throw node.refuse("has transA = 1, which transposes the batch; set it to 0");
    }
    Signal product = product(node, scope, node.attributes().flag("transB", false));
    BigFraction alpha = Rationals.of(node.attributes().real("alpha").orElse(1));
    product = product.affine(Coefficients.all(alpha), Coefficients.ZERO);
    if (node.hasInput(2)) {
      Constant bias = scope.finite(node, 2, "bias");
      BigFraction beta = Rationals.of(node.attributes().real("beta").orElse(1));
      Coefficients offset = Broadcasting.coefficients(node, bias, product.shape());
      product = product.affine(Coefficients.ONE, offset.map(beta::multiply));
    }
    scope.define(node, 0, new Dynamic(product));
  }

  private static Signal product(Node node, Scope scope, boolean rowsFirst) {
    if (scope.input(node, 1) instanceof Dynamic) {
      throw node.refuse(
          "has weights '%s' that depend on the network's input; weights must be constants, and the"
              + " second operand",
          Node.shortened(node.inputs().get(1)));
    }
    Value first = scope.input(node, 0);
    if (!(first instanceof Dynamic dynamic)) {
      throw node.refuse("multiplies two constants; fold them before exporting");
    }
    Constant weights = scope.finite(node, 1, "weight tensor");
    Signal signal = dynamic.signal();
    if (weights.shape().rank() != 2 || weights.shape().size() == 0) {
      throw node.refuse(
          "has weights '%s' of shape %s; they must be a matrix",
          Node.shortened(node.inputs().get(1)), weights.shape());
    }
    Constant matrix = rowsFirst ? weights : weights.transposed(new int[] {1, 0});
    int columns = matrix.shape().dim(1);
    if (signal.shape().rank() != 1 || signal.features() != columns) {
      throw node.refuse(
          "multiplies features of shape %s with weights that take %d; flatten the features to [%d]",
          signal.shape(), columns, columns);
    }
    String layer = scope.names().next(node);
    CodedSignal input = coded(node, scope, signal);
    CodedWeights coded = WeightCoder.code(node, layer, matrix, scope.options());
    Source.Dense source = new Source.Dense(layer, node.label(), input, coded.matrix());
    return new Signal(
        source, Shape.of(coded.matrix().rows()), List.of(accumulated(node, input, coded)));
  }

  private static CodedSignal coded(Node node, Scope scope, Signal signal) {
    Optional<CodedSignal> coded = signal.coded();
    if (coded.isPresent()) {
      return coded.get();
    }
    if (signal.lastQuantizer() < 0 && signal.source() instanceof Source.Input input) {
      Quantizer quantizer =
          new Quantizer(
              scope.options().inputFormat(), Rounding.TIES_TO_EVEN, scope.options().inputScale());
      scope.notice(
          "the network input '%s' reaches %s unquantized; it is taken as %s with scale %s, to which inputs are rounded"
              .formatted(
                  Node.shortened(input.name()),
                  node.label(),
                  quantizer.format().name(),
                  Reals.toDouble(quantizer.scale())));
      scope.assumeInput(quantizer);
      return signal.then(new Step.Quantize(quantizer, node.label())).coded().orElseThrow();
    }
    if (signal.source() instanceof Source.Dense dense && signal.lastQuantizer() < 0) {
      throw node.refuse(
          "takes the result of %s without a quantizer between them; put a Quant, BipolarQuant or"
              + " FloatQuant before it",
          dense.label());
    }
    Step.Quantize quantizer = (Step.Quantize) signal.steps().get(signal.lastQuantizer());
    throw node.refuse(
        "takes features that are scaled one by one or bounded between codes after %s; move these"
            + " operators before that quantizer",
        quantizer.label());
  }

  /** From accumulator to product: per row, a·s·units and Σ w·b. */
  private static Step.Affine accumulated(Node node, CodedSignal input, CodedWeights coded) {
    WeightMatrix weights = coded.matrix();
    int unit = weights.format().unitExponent() + input.quantizer().format().unitExponent();
    BigFraction common =
        Reals.powerOfTwo(unit).multiply(input.slope()).multiply(input.quantizer().scale());
    BigFraction weightUnit = Reals.powerOfTwo(weights.format().unitExponent());
    BigFraction[] slope = new BigFraction[weights.rows()];
    BigFraction[] offset = new BigFraction[weights.rows()];
    for (int row = 0; row < slope.length; row++) {
      BigFraction scale = coded.scale(row);
      slope[row] = scale.multiply(common);
      offset[row] = imageSum(weights, row, input.offset()).multiply(weightUnit).multiply(scale);
      if (!Rationals.isHandy(slope[row]) || !Rationals.isHandy(offset[row])) {
        throw node.refuse(
            "has scales of more than %d bits; use float32 scales of common size",
            Rationals.LARGEST);
      }
    }
    return new Step.Affine(Coefficients.of(slope), Coefficients.of(offset));
  }

  /** Σ image(w)·b over one row. */
  private static BigFraction imageSum(WeightMatrix weights, int row, Coefficients offset) {
    if (offset.isZero()) {
      return BigFraction.ZERO;
    }
    if (offset.isShared()) {
      BigInteger sum = BigInteger.ZERO;
      for (int c = 0; c < weights.columns(); c++) {
        sum = sum.add(weights.format().image(weights.code(row, c)));
      }
      return offset.at(0).multiply(sum);
    }
    BigFraction sum = BigFraction.ZERO;
    for (int c = 0; c < weights.columns(); c++) {
      BigInteger image = weights.format().image(weights.code(row, c));
      sum = sum.add(offset.at(c).multiply(image));
    }
    return sum;
  }
}
