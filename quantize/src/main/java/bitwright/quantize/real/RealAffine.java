package bitwright.quantize.real;

import bitwright.quantize.graph.Node;
import java.util.Arrays;
import java.util.List;

/** Batch normalization, and arithmetic with constants per channel. */
final class RealAffine {

  private static final double DEFAULT_EPSILON = 1e-5f;

  private RealAffine() {}

  static void normalization(Node node, RealScope scope) {
    node.allowAttributes("epsilon", "momentum", "spatial", "training_mode");
    RealValue.Map x = scope.map(node, 0);
    if (node.attributes().flag("training_mode", false)) {
      throw node.refuse("is in training mode; export the network for inference");
    }
    double epsilon = node.attributes().real("epsilon").orElse(DEFAULT_EPSILON);
    double[] scale = scope.reals(node, 1);
    double[] bias = scope.reals(node, 2);
    double[] mean = scope.reals(node, 3);
    double[] variance = scope.reals(node, 4);
    int channels = x.shape().channels();
    for (double[] parameter : List.of(scale, bias, mean, variance)) {
      if (parameter.length != channels) {
        throw node.refuse("has %d parameters for %d channels", parameter.length, channels);
      }
    }
    if (Arrays.stream(variance).anyMatch(v -> v + epsilon <= 0)) {
      throw node.refuse("has a variance that is not positive");
    }
    double[] factor = new double[channels];
    Arrays.setAll(factor, c -> scale[c] / Math.sqrt(variance[c] + epsilon));
    double[] offset = new double[channels];
    Arrays.setAll(offset, c -> bias[c] - factor[c] * mean[c]);
    scope.add(node, new Affine(factor, offset), List.of(x), x.rank());
  }

  static void add(Node node, RealScope scope) {
    if (!scope.isKnown(node, 0) && !scope.isKnown(node, 1)) {
      List<RealValue.Map> terms = List.of(scope.map(node, 0), scope.map(node, 1));
      scope.add(node, new Sum(), terms, terms.get(0).rank());
      return;
    }
    int constant = scope.isKnown(node, 0) ? 0 : 1;
    affine(node, scope, constant, 1, 1);
  }

  static void subtract(Node node, RealScope scope) {
    if (scope.isKnown(node, 0)) {
      affine(node, scope, 0, -1, 1);
    } else {
      affine(node, scope, 1, 1, -1);
    }
  }

  static void multiply(Node node, RealScope scope) {
    int constant = scope.isKnown(node, 0) ? 0 : 1;
    scaled(node, scope, constant, false);
  }

  static void divide(Node node, RealScope scope) {
    if (scope.isKnown(node, 0)) {
      throw node.refuse("divides a constant by features, which cannot be quantized");
    }
    scaled(node, scope, 1, true);
  }

  /** {@code sign · x + constantSign · constant}. */
  private static void affine(
      Node node, RealScope scope, int constant, double sign, double constantSign) {
    RealValue.Map x = scope.map(node, 1 - constant);
    double[] values = RealOperators.perChannel(node, scope, constant, x);
    double[] factor = new double[values.length];
    Arrays.fill(factor, sign);
    double[] offset = Arrays.stream(values).map(v -> constantSign * v).toArray();
    scope.add(node, new Affine(factor, offset), List.of(x), x.rank());
  }

  private static void scaled(Node node, RealScope scope, int constant, boolean reciprocal) {
    RealValue.Map x = scope.map(node, 1 - constant);
    double[] values = RealOperators.perChannel(node, scope, constant, x);
    if (reciprocal && Arrays.stream(values).anyMatch(v -> v == 0)) {
      throw node.refuse("divides by zero");
    }
    double[] factor = Arrays.stream(values).map(v -> reciprocal ? 1 / v : v).toArray();
    scope.add(node, new Affine(factor, new double[values.length]), List.of(x), x.rank());
  }
}
