package bitwright.quantize.operator;

import bitwright.arith.step.Stage;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Known;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Rationals;
import bitwright.quantize.tensor.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Functions of single features: {@code Add}, {@code Sub}, {@code Mul}, {@code Div} and {@code Pow}
 * with constants, {@code Neg}, {@code Relu}, {@code Clip}, {@code BatchNormalization}.
 */
final class ElementwiseOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "Add", ElementwiseOperators::add,
          "Sub", ElementwiseOperators::subtract,
          "Mul", ElementwiseOperators::multiply,
          "Div", ElementwiseOperators::divide,
          "Pow", ElementwiseOperators::power,
          "Sqrt", ElementwiseOperators::root,
          "Neg", ElementwiseOperators::negate,
          "Relu", ElementwiseOperators::relu,
          "Clip", ElementwiseOperators::clip,
          "BatchNormalization", ElementwiseOperators::normalize);

  private ElementwiseOperators() {}

  private static void add(Node node, Scope scope) {
    if (BranchOperators.isBranches(node, scope)) {
      BranchOperators.add(node, scope, false);
      return;
    }
    Pair pair = Pair.of(node, scope);
    pair.define(
        pair.isConstant()
            ? ConstantFolding.combine(node, pair.a(), pair.b(), BigFraction::add)
            : null,
        c -> new Step.Affine(Coefficients.ONE, c));
  }

  private static void subtract(Node node, Scope scope) {
    if (BranchOperators.isBranches(node, scope)) {
      BranchOperators.add(node, scope, true);
      return;
    }
    Pair pair = Pair.of(node, scope);
    pair.define(
        pair.isConstant()
            ? ConstantFolding.combine(node, pair.a(), pair.b(), BigFraction::subtract)
            : null,
        c ->
            pair.constantFirst()
                ? new Step.Affine(Coefficients.all(BigFraction.MINUS_ONE), c)
                : new Step.Affine(Coefficients.ONE, c.map(BigFraction::negate)));
  }

  private static void multiply(Node node, Scope scope) {
    Pair pair = Pair.of(node, scope);
    pair.define(
        pair.isConstant() ? ConstantFolding.multiply(node, pair.a(), pair.b()) : null,
        c -> new Step.Affine(c, Coefficients.ZERO));
  }

  private static void divide(Node node, Scope scope) {
    Pair pair = Pair.of(node, scope);
    if (pair.constantFirst()) {
      throw node.refuse(
          "divides a constant by features, which is not monotone; only a constant can be the"
              + " divisor");
    }
    Constant divisor = scope.finite(node, 1, "divisor");
    for (int i = 0; i < divisor.shape().size(); i++) {
      if (divisor.value(i).equals(BigFraction.ZERO)) {
        throw node.refuse("divides by zero at position %d; the divisor must not be zero", i);
      }
    }
    pair.define(
        pair.isConstant() ? ConstantFolding.divide(node, pair.a(), pair.b()) : null,
        c -> new Step.Affine(c.map(BigFraction::reciprocal), Coefficients.ZERO));
  }

  private static void power(Node node, Scope scope) {
    node.allowAttributes();
    BigFraction exponent = scope.scalar(node, 1, "exponent");
    if (scope.input(node, 0) instanceof Dynamic) {
      if (!exponent.equals(BigFraction.ONE)) {
        throw node.refuse(
            "raises features to the power %s; only constants can be raised to a power",
            Scope.show(exponent));
      }
      scope.define(node, 0, scope.input(node, 0));
      return;
    }
    Constant base = scope.finite(node, 0, "base");
    scope.define(
        node, 0, new Known(ConstantFolding.map(node, base, x -> power(node, x, exponent))));
  }

  private static void root(Node node, Scope scope) {
    node.allowAttributes();
    if (scope.input(node, 0) instanceof Dynamic) {
      throw node.refuse("takes the square root of features; only constants can have one");
    }
    Constant base = scope.finite(node, 0, "radicand");
    BigFraction half = BigFraction.ONE_HALF;
    scope.define(node, 0, new Known(ConstantFolding.map(node, base, x -> power(node, x, half))));
  }

  private static BigFraction power(Node node, BigFraction base, BigFraction exponent) {
    BigFraction doubled = exponent.multiply(2);
    boolean halves = doubled.getDenominator().bitLength() == 1;
    if (!halves || doubled.abs().compareTo(new BigFraction(64)) > 0) {
      throw node.refuse(
          "has the exponent %s; allowed are integers and halves from -32 to 32",
          Scope.show(exponent));
    }
    int twice = doubled.getNumerator().intValueExact();
    boolean whole = twice % 2 == 0;
    int sign = base.compareTo(BigFraction.ZERO);
    if (sign < 0 && !whole || sign == 0 && twice <= 0) {
      throw node.refuse(
          "raises %s to the power %s, which is no real number",
          Scope.show(base), Scope.show(exponent));
    }
    BigFraction root = whole ? base : Rationals.sqrt(base);
    return root.pow(whole ? twice / 2 : twice);
  }

  private static void negate(Node node, Scope scope) {
    node.allowAttributes();
    if (scope.input(node, 0) instanceof Dynamic dynamic) {
      Coefficients minusOne = Coefficients.all(BigFraction.MINUS_ONE);
      scope.define(node, 0, new Dynamic(dynamic.signal().affine(minusOne, Coefficients.ZERO)));
    } else {
      Constant x = scope.finite(node, 0, "operand");
      scope.define(node, 0, new Known(ConstantFolding.map(node, x, BigFraction::negate)));
    }
  }

  private static void relu(Node node, Scope scope) {
    node.allowAttributes("consumed_inputs");
    Signal signal = scope.signal(node, 0);
    scope.define(node, 0, new Dynamic(signal.then(new Step.Clamp(Stage.Clamp.RELU))));
  }

  private static void clip(Node node, Scope scope) {
    node.allowAttributes("min", "max", "consumed_inputs");
    Signal signal = scope.signal(node, 0);
    Optional<BigFraction> low = bound(node, scope, 1, "min");
    Optional<BigFraction> high = bound(node, scope, 2, "max");
    if (low.isPresent() && high.isPresent() && low.get().compareTo(high.get()) > 0) {
      throw node.refuse(
          "has min %s above max %s; exchange them", Scope.show(low.get()), Scope.show(high.get()));
    }
    if (low.isPresent() || high.isPresent()) {
      signal = signal.then(new Step.Clamp(new Stage.Clamp(low, high)));
    }
    scope.define(node, 0, new Dynamic(signal));
  }

  private static Optional<BigFraction> bound(Node node, Scope scope, int index, String name) {
    if (node.hasInput(index)) {
      return Optional.of(scope.scalar(node, index, name));
    }
    var attribute = node.attributes().real(name);
    return attribute.isPresent()
        ? Optional.of(Rationals.of(attribute.getAsDouble()))
        : Optional.empty();
  }

  private static void normalize(Node node, Scope scope) {
    node.allowAttributes(
        "epsilon", "momentum", "training_mode", "spatial", "is_test", "consumed_inputs");
    if (node.attributes().flag("training_mode", false)
        || !node.attributes().flag("spatial", true)) {
      throw node.refuse(
          "has training_mode 1 or spatial 0; export the model for inference, with statistics per"
              + " channel");
    }
    Signal signal = scope.signal(node, 0);
    if (signal.shape().rank() == 0) {
      throw node.refuse("takes features without a channel axis; give it [batch, channels, …]");
    }
    int channels = signal.shape().dim(0);
    Constant gamma = perChannel(node, scope, 1, "scale", channels);
    Constant beta = perChannel(node, scope, 2, "bias", channels);
    Constant mean = perChannel(node, scope, 3, "mean", channels);
    Constant variance = perChannel(node, scope, 4, "variance", channels);
    BigFraction epsilon = Rationals.of(node.attributes().real("epsilon").orElse((double) 1e-5f));
    BigFraction[] slope = new BigFraction[channels];
    BigFraction[] offset = new BigFraction[channels];
    for (int c = 0; c < channels; c++) {
      BigFraction spread = variance.value(c).add(epsilon);
      if (spread.compareTo(BigFraction.ZERO) <= 0) {
        throw node.refuse(
            "has variance %s plus epsilon %s in channel %d; their sum must be positive",
            Scope.show(variance.value(c)), Scope.show(epsilon), c);
      }
      slope[c] = gamma.value(c).divide(Rationals.sqrt(spread));
      offset[c] = beta.value(c).subtract(mean.value(c).multiply(slope[c]));
    }
    int block = signal.features() / Math.max(1, channels);
    scope.define(
        node,
        0,
        new Dynamic(signal.affine(Coefficients.of(slope, block), Coefficients.of(offset, block))));
  }

  private static Constant perChannel(Node node, Scope scope, int index, String role, int channels) {
    Constant constant = scope.finite(node, index, role);
    if (!constant.shape().equals(Shape.of(channels))) {
      throw node.refuse(
          "has %s of shape %s; %d channels need the shape [%d]",
          role, constant.shape(), channels, channels);
    }
    return constant;
  }

  /** The two operands of an arithmetic node, at most one of which is a signal. */
  private record Pair(Node node, Scope scope, Value first, Value second) {

    static Pair of(Node node, Scope scope) {
      node.allowAttributes("axis", "broadcast", "consumed_inputs");
      Value first = scope.input(node, 0);
      Value second = scope.input(node, 1);
      if (first instanceof Dynamic && second instanceof Dynamic) {
        throw node.refuse(
            "combines two tensors that both depend on the network's input; one must be a constant,"
                + " only Add and Sub join branches");
      }
      return new Pair(node, scope, first, second);
    }

    boolean isConstant() {
      return !(first instanceof Dynamic) && !constantFirst();
    }

    boolean constantFirst() {
      return second instanceof Dynamic;
    }

    Constant a() {
      return scope.finite(node, 0, "operand");
    }

    Constant b() {
      return scope.finite(node, 1, "operand");
    }

    void define(Constant folded, Function<Coefficients, Step.Affine> step) {
      if (folded != null) {
        scope.define(node, 0, new Known(folded));
        return;
      }
      Signal signal = ((Dynamic) (constantFirst() ? second : first)).signal();
      Constant constant = constantFirst() ? a() : b();
      Coefficients coefficients = Broadcasting.coefficients(node, constant, signal.shape());
      scope.define(node, 0, new Dynamic(signal.then(step.apply(coefficients))));
    }
  }
}
