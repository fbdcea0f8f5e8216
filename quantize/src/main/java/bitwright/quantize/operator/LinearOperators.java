package bitwright.quantize.operator;

import bitwright.arith.format.Rounding;
import bitwright.quantize.graph.ElementType;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Known;
import bitwright.quantize.spec.IntegerSpec;
import bitwright.quantize.spec.UnsupportedSpecException;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Shape;
import bitwright.quantize.tensor.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * ONNX's own quantization: {@code QuantizeLinear} from real numbers to codes, {@code
 * DequantizeLinear} back.
 *
 * <p>{@code code = saturate(roundHalfToEven(x/scale) + zeroPoint)}, {@code y = (code −
 * zeroPoint)·scale}. Activations take a scalar scale and zero point; constants one per slice along
 * {@code axis} too.
 */
final class LinearOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "QuantizeLinear", LinearOperators::quantize,
          "DequantizeLinear", LinearOperators::dequantize);

  private LinearOperators() {}

  private static void quantize(Node node, Scope scope) {
    node.allowAttributes("axis", "saturate", "block_size", "output_dtype", "precision");
    Constant scale = scale(node, scope);
    ElementType type = codeType(node, scope);
    IntegerSpec spec = spec(node, type, zeroPoint(node, scope, scale, 0));
    if (scope.input(node, 0) instanceof Dynamic dynamic) {
      requireScalars(node, scope, scale);
      BigFraction s = scale.value(0);
      Signal signal = dynamic.signal();
      try {
        for (Step step : spec.steps(s, node.label())) {
          signal = signal.then(step);
        }
      } catch (UnsupportedSpecException e) {
        throw node.refuse("%s", e.getMessage());
      }
      Coefficients zero = Coefficients.all(new BigFraction(spec.zeroPoint()));
      scope.define(node, 0, new Dynamic(signal.affine(Coefficients.all(s.reciprocal()), zero)));
      return;
    }
    Constant x = scope.finite(node, 0, "constant");
    int[] groups = groups(node, scale, x.shape());
    long[] codes = new long[groups.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] =
          spec(node, type, zeroPoint(node, scope, scale, groups[i]))
              .code(x.value(i).divide(scale.value(groups[i])))
              .longValueExact();
    }
    scope.define(node, 0, new Known(Tensor.integers(x.shape(), type.number(), codes)));
  }

  private static void dequantize(Node node, Scope scope) {
    node.allowAttributes("axis", "block_size", "output_dtype");
    Constant scale = scale(node, scope);
    if (scope.input(node, 0) instanceof Dynamic dynamic) {
      requireScalars(node, scope, scale);
      BigFraction s = scale.value(0);
      BigFraction zero = new BigFraction(zeroPoint(node, scope, scale, 0));
      scope.define(
          node,
          0,
          new Dynamic(
              dynamic
                  .signal()
                  .affine(Coefficients.all(s), Coefficients.all(zero.multiply(s).negate()))));
      return;
    }
    Constant x = scope.constant(node, 0, "constant");
    if (!(x instanceof Tensor codes) || codes.kind() != Tensor.Kind.INTEGER) {
      throw node.refuse("dequantizes a constant that is not of an integer type");
    }
    ElementType type =
        ElementType.of(codes.elementType()).filter(t -> !t.isReal()).orElse(ElementType.INT32);
    int[] groups = groups(node, scale, x.shape());
    scope.define(node, 0, new Known(dequantized(node, scope, codes, type, scale, groups)));
  }

  private static Constant dequantized(
      Node node, Scope scope, Tensor codes, ElementType type, Constant scale, int[] groups) {
    List<BigFraction> scales = new ArrayList<>();
    List<IntegerSpec> specs = new ArrayList<>();
    for (int i = 0; i < scale.shape().size(); i++) {
      scales.add(scale.value(i));
      specs.add(spec(node, type, zeroPoint(node, scope, scale, i)));
    }
    return IntegerSpec.decoded(codes, specs, scales, groups);
  }

  private static Constant scale(Node node, Scope scope) {
    if (node.attributes().integer("block_size", 0) != 0) {
      throw node.refuse("has a block_size; only scales per tensor or per axis are supported");
    }
    Constant scale = scope.finite(node, 1, "scale");
    Quantization.requirePositive(node, scale);
    if (scale.shape().rank() > 1) {
      throw node.refuse(
          "has a scale of shape %s; it must be a scalar or a vector along one axis", scale.shape());
    }
    return scale;
  }

  private static void requireScalars(Node node, Scope scope, Constant scale) {
    Quantization.requireScalar(node, scale);
    if (node.hasInput(2)) {
      scope.scalar(node, 2, "zero point");
    }
  }

  private static BigInteger zeroPoint(Node node, Scope scope, Constant scale, int group) {
    if (!node.hasInput(2)) {
      return BigInteger.ZERO;
    }
    Constant zero = scope.constant(node, 2, "zero point");
    if (!(zero instanceof Tensor tensor)
        || tensor.kind() != Tensor.Kind.INTEGER
        || zero.shape().size() != scale.shape().size()) {
      throw node.refuse(
          "has a zero point of shape %s for a scale of shape %s; it must be of an integer type and"
              + " of the same shape",
          zero.shape(), scale.shape());
    }
    return zero.value(group).getNumerator();
  }

  private static ElementType codeType(Node node, Scope scope) {
    int number = (int) node.attributes().integer("output_dtype", 0);
    if (node.hasInput(2) && scope.constant(node, 2, "zero point") instanceof Tensor tensor) {
      number = tensor.elementType();
    }
    int asked = number == 0 ? ElementType.UINT8.number() : number;
    return ElementType.of(asked)
        .filter(t -> !t.isReal() && t.bits() <= 16)
        .orElseThrow(
            () ->
                node.refuse(
                    "quantizes to the data type number %d; allowed are int and uint of 4, 8 and 16"
                        + " bits",
                    asked));
  }

  private static IntegerSpec spec(Node node, ElementType type, BigInteger zeroPoint) {
    IntegerSpec spec =
        new IntegerSpec(
            type.bits(), type.isSigned(), false, zeroPoint, Rounding.TIES_TO_EVEN, true);
    if (zeroPoint.compareTo(spec.min()) < 0 || zeroPoint.compareTo(spec.max()) > 0) {
      throw node.refuse(
          "has a zero point of %s; codes of type %s lie between %s and %s",
          zeroPoint, type, spec.min(), spec.max());
    }
    return spec;
  }

  /** For each element, the position of its scale. */
  private static int[] groups(Node node, Constant scale, Shape shape) {
    if (scale.shape().size() == 1) {
      return new int[shape.size()];
    }
    long axis = node.attributes().integer("axis", 1);
    long positive = axis < 0 ? axis + shape.rank() : axis;
    boolean fits =
        positive >= 0
            && positive < shape.rank()
            && shape.dim((int) positive) == scale.shape().size();
    if (!fits) {
      throw node.refuse(
          "has %d scales along axis %d of a constant of shape %s; their numbers must agree",
          scale.shape().size(), axis, shape);
    }
    List<Integer> dims = new ArrayList<>(Collections.nCopies(shape.rank(), 1));
    dims.set((int) positive, scale.shape().size());
    return new Shape(dims).broadcastPositions(shape);
  }
}
