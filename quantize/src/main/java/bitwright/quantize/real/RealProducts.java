package bitwright.quantize.real;

import bitwright.quantize.graph.Node;
import bitwright.quantize.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** {@code MatMul} and {@code Gemm} with constant weights. */
final class RealProducts {

  private RealProducts() {}

  static void matMul(Node node, RealScope scope) {
    RealValue.Map x = scope.map(node, 0);
    double[][] weights = columns(node, scope, x, false);
    scope.add(node, Linear.dense(x.shape(), weights, new double[weights.length]), List.of(x), 2);
  }

  static void gemm(Node node, RealScope scope) {
    node.allowAttributes("alpha", "beta", "transA", "transB");
    RealValue.Map x = scope.map(node, 0);
    if (node.attributes().flag("transA", false)) {
      throw node.refuse("has transA 1, which mixes the images of a batch; set it to 0");
    }
    double alpha = node.attributes().real("alpha").orElse(1);
    double beta = node.attributes().real("beta").orElse(1);
    double[][] weights = columns(node, scope, x, node.attributes().flag("transB", false));
    for (double[] row : weights) {
      Arrays.setAll(row, k -> alpha * row[k]);
    }
    double[] bias = node.hasInput(2) ? scope.reals(node, 2) : new double[weights.length];
    if (bias.length == 1) {
      double one = bias[0];
      bias = new double[weights.length];
      Arrays.fill(bias, one);
    }
    requireBias(node, bias, weights.length);
    double[] scaled = Arrays.stream(bias).map(b -> beta * b).toArray();
    scope.add(node, Linear.dense(x.shape(), weights, scaled), List.of(x), 2);
  }

  static void requireBias(Node node, double[] bias, int rows) {
    if (bias.length != rows) {
      throw node.refuse("has %d biases for %d outputs", bias.length, rows);
    }
  }

  /** Weights row by row. */
  static double[][] rows(double[] weights, int rows) {
    int columns = weights.length / rows;
    double[][] result = new double[rows][];
    Arrays.setAll(result, r -> Arrays.copyOfRange(weights, r * columns, (r + 1) * columns));
    return result;
  }

  private static double[][] columns(
      Node node, RealScope scope, RealValue.Map x, boolean transposed) {
    if (scope.isKnown(node, 0) || !scope.isKnown(node, 1)) {
      throw node.refuse("multiplies features by features; one of them must be constant weights");
    }
    Shape shape = scope.constant(node, 1).shape();
    int inputs = x.shape().elements();
    boolean fits = x.isVector() && shape.rank() == 2 && shape.dim(transposed ? 1 : 0) == inputs;
    if (!fits) {
      throw node.refuse(
          "takes %s of %s and weights of shape %s, which do not fit",
          x.isVector() ? "a vector" : "a map", x.shape(), shape);
    }
    double[] weights = scope.reals(node, 1);
    if (transposed) {
      return rows(weights, shape.dim(0));
    }
    double[][] result = new double[shape.dim(1)][inputs];
    for (int k = 0; k < inputs; k++) {
      for (int n = 0; n < result.length; n++) {
        result[n][k] = weights[k * result.length + n];
      }
    }
    return result;
  }
}
