package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import bitwright.quantize.graph.Node;
import bitwright.quantize.operator.Windows;
import bitwright.quantize.signal.Border;
import bitwright.quantize.tensor.Shape;
import bitwright.quantize.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What the operators of float graphs do. */
final class RealOperators {

  private interface Rule {
    void apply(Node node, RealScope scope);
  }

  private static final Map<String, Rule> RULES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("Conv", RealOperators::conv),
              Map.entry("Gemm", RealProducts::gemm),
              Map.entry("MatMul", RealProducts::matMul),
              Map.entry("BatchNormalization", RealAffine::normalization),
              Map.entry("Add", RealAffine::add),
              Map.entry("Sub", RealAffine::subtract),
              Map.entry("Mul", RealAffine::multiply),
              Map.entry("Div", RealAffine::divide),
              Map.entry("Relu", RealOperators::relu),
              Map.entry("Clip", RealOperators::clip),
              Map.entry("MaxPool", RealOperators::maxPool),
              Map.entry("AveragePool", RealOperators::averagePool),
              Map.entry("GlobalAveragePool", RealOperators::globalAverage),
              Map.entry("GlobalMaxPool", RealOperators::globalMaximum),
              Map.entry("Concat", RealOperators::concat),
              Map.entry("Flatten", RealOperators::flatten),
              Map.entry("Reshape", RealOperators::reshape),
              Map.entry("Transpose", RealOperators::transpose),
              Map.entry("Identity", RealOperators::pass),
              Map.entry("Dropout", RealOperators::pass),
              Map.entry("Constant", RealOperators::constant)));

  private RealOperators() {}

  static void apply(Node node, RealScope scope) {
    Rule rule = node.domain().isEmpty() ? RULES.get(node.op()) : null;
    if (rule == null) {
      throw node.refuse(
          "is not an operator that can be quantized; known are %s",
          String.join(", ", RULES.keySet()));
    }
    rule.apply(node, scope);
  }

  private static void conv(Node node, RealScope scope) {
    node.allowAttributes("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides");
    RealValue.Map x = scope.map(node, 0);
    Shape shape = scope.constant(node, 1).shape();
    int axes = x.rank() - 2;
    if (axes < 1 || shape.rank() != axes + 2 || shape.size() == 0) {
      throw node.refuse(
          "takes features of %d dimensions and weights of shape %s; allowed are [N,C,L] with"
              + " [M,C,k] and [N,C,H,W] with [M,C,k,k]",
          x.rank(), shape);
    }
    List<Long> kernel = shape.dims().subList(2, axes + 2).stream().map(d -> (long) d).toList();
    Window window = Windows.of(node, x.shape(), axes, kernel, Border.NONE);
    long groups = node.attributes().integer("group", 1);
    if (groups < 1 || groups > x.shape().channels() || shape.dim(0) % groups != 0) {
      throw node.refuse(
          "has %d groups for %d and %d channels; both must be divisible by them",
          groups, x.shape().channels(), shape.dim(0));
    }
    double[][] weights = RealProducts.rows(scope.reals(node, 1), shape.dim(0));
    double[] bias = node.hasInput(2) ? scope.reals(node, 2) : new double[weights.length];
    RealProducts.requireBias(node, bias, weights.length);
    scope.add(node, new Linear(window, (int) groups, weights, bias), List.of(x), x.rank());
  }

  private static void relu(Node node, RealScope scope) {
    RealValue.Map x = scope.map(node, 0);
    scope.add(node, Clamp.RELU, List.of(x), x.rank());
  }

  private static void clip(Node node, RealScope scope) {
    RealValue.Map x = scope.map(node, 0);
    double low = bound(node, scope, 1, "min", Double.NEGATIVE_INFINITY);
    double high = bound(node, scope, 2, "max", Double.POSITIVE_INFINITY);
    if (low > high) {
      throw node.refuse("clips to [%s, %s], which is empty", low, high);
    }
    scope.add(node, new Clamp(low, high), List.of(x), x.rank());
  }

  private static double bound(
      Node node, RealScope scope, int input, String attribute, double absent) {
    if (node.hasInput(input)) {
      double[] given = scope.reals(node, input);
      if (given.length != 1) {
        throw node.refuse("has %d bounds as %s; it must be one", given.length, attribute);
      }
      return given[0];
    }
    return node.attributes().real(attribute).orElse(absent);
  }

  private static void maxPool(Node node, RealScope scope) {
    node.allowAttributes(
        "auto_pad", "ceil_mode", "dilations", "kernel_shape", "pads", "storage_order", "strides");
    RealValue.Map x = scope.map(node, 0);
    scope.add(node, new MaxPool(window(node, x)), List.of(x), x.rank());
  }

  private static void averagePool(Node node, RealScope scope) {
    node.allowAttributes(
        "auto_pad", "ceil_mode", "count_include_pad", "kernel_shape", "pads", "strides");
    RealValue.Map x = scope.map(node, 0);
    Window window = window(node, x);
    if (window.isPadded() && !node.attributes().flag("count_include_pad", false)) {
      throw node.refuse(
          "divides by fewer elements at the border (count_include_pad is 0); set it to 1 or leave"
              + " out the pads");
    }
    scope.add(node, new AveragePool(window), List.of(x), x.rank());
  }

  private static Window window(Node node, RealValue.Map x) {
    int axes = x.rank() - 2;
    if (axes < 1) {
      throw node.refuse("takes a vector; it needs maps");
    }
    return Windows.of(node, x.shape(), axes, Windows.kernel(node, axes), Border.NONE);
  }

  private static void globalAverage(Node node, RealScope scope) {
    RealValue.Map x = scope.map(node, 0);
    scope.add(node, new AveragePool(Window.whole(x.shape())), List.of(x), x.rank());
  }

  private static void globalMaximum(Node node, RealScope scope) {
    RealValue.Map x = scope.map(node, 0);
    scope.add(node, new MaxPool(Window.whole(x.shape())), List.of(x), x.rank());
  }

  private static void concat(Node node, RealScope scope) {
    List<RealValue.Map> parts =
        IntStream.range(0, node.inputs().size()).mapToObj(i -> scope.map(node, i)).toList();
    int rank = parts.get(0).rank();
    long axis = node.attributes().integer("axis", 1);
    boolean flattened = parts.stream().anyMatch(p -> p.isVector() && p.shape().pixels() > 1);
    if ((axis != 1 && axis != 1 - rank) || flattened) {
      throw node.refuse("joins along axis %d; only maps along their channels can be joined", axis);
    }
    scope.add(node, new Concat(), parts, rank);
  }

  private static void flatten(Node node, RealScope scope) {
    RealValue.Map x = scope.map(node, 0);
    long axis = node.attributes().integer("axis", 1);
    if (axis != 1 && axis != 1 - x.rank()) {
      throw node.refuse("has axis %d; only the batch can stay apart, axis 1", axis);
    }
    scope.define(node, x.flat());
  }

  private static void reshape(Node node, RealScope scope) {
    if (scope.isKnown(node, 0)) {
      Tensor tensor = scope.constant(node, 0);
      scope.define(node, new RealValue.Known(tensor.reshaped(target(node, scope, tensor))));
      return;
    }
    RealValue.Map x = scope.map(node, 0);
    Tensor sizes = scope.constant(node, 1);
    long features = sizes.shape().size() == 2 ? (long) sizes.approximate(1) : 0;
    long batch = sizes.shape().size() == 2 ? (long) sizes.approximate(0) : 0;
    boolean whole = features == x.shape().elements() || features == -1 && batch != -1;
    if (!whole) {
      throw node.refuse(
          "reshapes features of %s to something else than a vector, which cannot be quantized",
          x.shape());
    }
    scope.define(node, x.flat());
  }

  private static Shape target(Node node, RealScope scope, Tensor tensor) {
    double[] sizes = scope.reals(node, 1);
    int known = 1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == 0 && i < tensor.shape().rank()) {
        sizes[i] = tensor.shape().dim(i);
      }
      known *= sizes[i] > 0 ? (int) sizes[i] : 1;
    }
    int rest = known == 0 ? 0 : tensor.shape().size() / known;
    int[] dims = Arrays.stream(sizes).mapToInt(s -> s == -1 ? rest : (int) s).toArray();
    Shape shape = Arrays.stream(dims).anyMatch(d -> d < 1) ? Shape.SCALAR : Shape.of(dims);
    if (shape.size() != tensor.shape().size()) {
      throw node.refuse(
          "reshapes a constant of shape %s to %s", tensor.shape(), Arrays.toString(sizes));
    }
    return shape;
  }

  private static void transpose(Node node, RealScope scope) {
    Tensor tensor = scope.constant(node, 0);
    int rank = tensor.shape().rank();
    int[] permutation =
        node.attributes()
            .integers("perm")
            .map(perm -> perm.stream().mapToInt(Long::intValue).toArray())
            .orElseGet(() -> IntStream.range(0, rank).map(i -> rank - 1 - i).toArray());
    if (!Arrays.equals(
        IntStream.of(permutation).sorted().toArray(), IntStream.range(0, rank).toArray())) {
      throw node.refuse("has perm %s for %d axes", Arrays.toString(permutation), rank);
    }
    Shape to = tensor.shape().permuted(permutation);
    int[] positions = tensor.shape().permutedPositions(permutation);
    scope.define(node, new RealValue.Known(tensor.gathered(positions, to)));
  }

  private static void pass(Node node, RealScope scope) {
    if (scope.isKnown(node, 0)) {
      scope.define(node, new RealValue.Known(scope.constant(node, 0)));
    } else {
      scope.define(node, scope.map(node, 0));
    }
  }

  private static void constant(Node node, RealScope scope) {
    Tensor value =
        node.attributes()
            .tensor("value")
            .orElseThrow(() -> node.refuse("lacks the attribute value, a tensor"));
    scope.define(node, new RealValue.Known(value));
  }

  /** The channels that a constant of a broadcast belongs to, or a refusal. */
  static double[] perChannel(Node node, RealScope scope, int index, RealValue.Map x) {
    Shape shape = scope.constant(node, index).shape();
    double[] values = scope.reals(node, index);
    MapShape map = x.shape();
    int channels = map.channels();
    if (values.length == 1) {
      double[] all = new double[channels];
      Arrays.fill(all, values[0]);
      return all;
    }
    boolean vector = x.isVector() && map.pixels() == 1;
    int axis = shape.rank() - (vector ? 1 : x.rank() - 1);
    boolean fits =
        (vector || !x.isVector())
            && axis >= 0
            && values.length == channels
            && shape.dim(axis) == channels;
    if (!fits) {
      throw node.refuse(
          "has the constant '%s' of shape %s for features of %s; it must be one number, or one per"
              + " channel",
          Node.shortened(node.inputs().get(index)), shape, map);
    }
    return values;
  }
}
