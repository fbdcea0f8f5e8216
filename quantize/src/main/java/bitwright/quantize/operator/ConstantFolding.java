package bitwright.quantize.operator;

import bitwright.quantize.graph.Node;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.QuantizedTensor;
import bitwright.quantize.tensor.Rationals;
import bitwright.quantize.tensor.Shape;
import bitwright.quantize.tensor.Tensor;
import bitwright.quantize.tensor.Tensor.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Arithmetic of constants, exact; codes stay codes where a factor can go into their scale.
 *
 * <p>A result may have at most {@value #LARGEST} elements and rationals of at most {@link
 * Rationals#LARGEST} bits, so that a small file cannot ask for unbounded work.
 */
final class ConstantFolding {

  static final int LARGEST = 1 << 20;

  private ConstantFolding() {}

  static Constant map(Node node, Constant x, UnaryOperator<BigFraction> function) {
    limit(node, x.shape());
    BigFraction[] result = new BigFraction[x.shape().size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = handy(node, function.apply(x.value(i)));
    }
    return Tensor.exact(x.shape(), Kind.REAL, result);
  }

  static Constant combine(Node node, Constant a, Constant b, BinaryOperator<BigFraction> function) {
    Shape shape = broadcast(node, a, b);
    limit(node, shape);
    int[] first = a.shape().broadcastPositions(shape);
    int[] second = b.shape().broadcastPositions(shape);
    BigFraction[] result = new BigFraction[shape.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = handy(node, function.apply(a.value(first[i]), b.value(second[i])));
    }
    return Tensor.exact(shape, isInteger(a) && isInteger(b) ? Kind.INTEGER : Kind.REAL, result);
  }

  static Constant multiply(Node node, Constant a, Constant b) {
    if (a instanceof QuantizedTensor codes && broadcast(node, a, b).equals(a.shape())) {
      return rescaled(node, codes, b, UnaryOperator.identity());
    }
    if (b instanceof QuantizedTensor codes && broadcast(node, a, b).equals(b.shape())) {
      return rescaled(node, codes, a, UnaryOperator.identity());
    }
    return combine(node, a, b, BigFraction::multiply);
  }

  static Constant divide(Node node, Constant a, Constant b) {
    if (isInteger(a) && isInteger(b)) {
      throw node.refuse("divides integers, which truncates; only real numbers can be divided");
    }
    if (a instanceof QuantizedTensor codes && broadcast(node, a, b).equals(a.shape())) {
      return rescaled(node, codes, b, BigFraction::reciprocal);
    }
    return combine(node, a, b, BigFraction::divide);
  }

  private static Constant rescaled(
      Node node, QuantizedTensor codes, Constant factor, UnaryOperator<BigFraction> function) {
    int[] positions = factor.shape().broadcastPositions(codes.shape());
    Map<Long, Integer> pairs = new HashMap<>();
    List<BigFraction> scales = new ArrayList<>();
    int[] groups = new int[positions.length];
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      int group = codes.group(i);
      long pair = (long) group * factor.shape().size() + position;
      groups[i] =
          pairs.computeIfAbsent(
              pair,
              p -> {
                BigFraction f = function.apply(factor.value(position));
                scales.add(handy(node, codes.scales().get(group).multiply(f)));
                return scales.size() - 1;
              });
    }
    return codes.rescaled(groups, scales);
  }

  private static Shape broadcast(Node node, Constant a, Constant b) {
    Shape shape =
        a.shape()
            .broadcast(b.shape())
            .orElseThrow(
                () ->
                    node.refuse(
                        "combines constants of shapes %s and %s, which do not fit",
                        a.shape(), b.shape()));
    return shape;
  }

  private static void limit(Node node, Shape shape) {
    if (shape.size() > LARGEST) {
      throw node.refuse(
          "folds constants to %d elements; allowed are up to %d, so fold them before exporting",
          shape.size(), LARGEST);
    }
  }

  private static BigFraction handy(Node node, BigFraction x) {
    if (!Rationals.isHandy(x)) {
      throw node.refuse(
          "folds constants to a number of more than %d bits; fold them before exporting",
          Rationals.LARGEST);
    }
    return x;
  }

  private static boolean isInteger(Constant x) {
    return x instanceof Tensor tensor && tensor.kind() == Kind.INTEGER;
  }
}
