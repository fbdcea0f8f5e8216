package bitwright.quantize.operator;

import bitwright.quantize.build.CodedWeights;
import bitwright.quantize.build.WeightCoder;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Dense;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Rationals;
import bitwright.quantize.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/** Products with weights, each of which starts a layer: {@code MatMul} and {@code Gemm}. */
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
    String layer = scope.names().weighted(node);
    CodedSignal input = Codes.of(node, scope, signal);
    CodedWeights coded =
        WeightCoder.code(node, layer, placed(matrix, signal, columns), scope.options());
    Dense source = new Dense(layer, node.label(), input, coded.matrix());
    Step.Affine accumulated =
        Products.accumulated(node, input, coded, (row, c) -> input.offset().at(c), 1);
    return new Signal(source, Shape.of(coded.matrix().rows()), List.of(accumulated));
  }

  /** The weights with their columns in the order of the signal's source. */
  private static Constant placed(Constant matrix, Signal signal, int columns) {
    if (signal.order().isNatural()) {
      return matrix;
    }
    int[] places = signal.order().inverse(columns);
    int[] positions = new int[matrix.shape().size()];
    Arrays.setAll(positions, i -> i - i % columns + places[i % columns]);
    return matrix.gathered(positions, matrix.shape());
  }
}
