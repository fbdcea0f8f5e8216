package bitwright.quantize.operator;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.Window;
import bitwright.quantize.build.CodedWeights;
import bitwright.quantize.build.WeightCoder;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Border;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Conv;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Padded;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/** {@code Conv} in one or two dimensions, and {@code Pad} in front of it. */
final class ConvolutionOperators {

  static final Map<String, Operator> ALL =
      Map.of("Conv", ConvolutionOperators::conv, "Pad", PadOperator::apply);

  private ConvolutionOperators() {}

  private static void conv(Node node, Scope scope) {
    node.allowAttributes("auto_pad", "dilations", "group", "kernel_shape", "pads", "strides");
    Value value = PadOperator.input(node, scope);
    Signal signal = value instanceof Padded p ? p.signal() : scope.signal(node, 0);
    Border around = value instanceof Padded p ? p.border() : Border.NONE;
    if (scope.input(node, 1) instanceof Dynamic) {
      throw node.refuse(
          "has weights '%s' that depend on the network's input; weights must be constants",
          Node.shortened(node.inputs().get(1)));
    }
    Constant weights = scope.finite(node, 1, "weight tensor");
    int axes = signal.shape().rank() - 1;
    if (axes < 1 || axes > 2 || weights.shape().rank() != axes + 2 || weights.shape().size() == 0) {
      throw node.refuse(
          "takes features of shape %s and weights '%s' of shape %s; allowed are [C,L] with [M,C,k]"
              + " and [C,H,W] with [M,C,k,k]",
          signal.shape(), Node.shortened(node.inputs().get(1)), weights.shape());
    }
    MapShape map = Maps.of(node, signal);
    List<Long> kernel = kernel(node, weights.shape(), axes);
    int rows = weights.shape().dim(0);
    long groups = node.attributes().integer("group", 1);
    boolean fits =
        groups >= 1
            && groups <= map.channels()
            && weights.shape().dim(1) * groups == map.channels()
            && rows % groups == 0;
    if (!fits) {
      throw node.refuse(
          "has weights '%s' of shape %s in %d groups for features of shape %s; both numbers of"
              + " channels must be divisible by the groups",
          Node.shortened(node.inputs().get(1)), weights.shape(), groups, signal.shape());
    }
    Window window = Windows.of(node, map, axes, kernel, around);
    MapShape output = window.output(map, rows);
    Shape shape = Maps.shape(output, axes + 1);
    Maps.requireFew(node, shape);
    String layer = scope.names().weighted(node);
    CodedSignal input = Codes.of(node, scope, signal);
    Patches patches = Borders.zero(node, map, input, window);
    requirePerChannel(node, input, map);
    CodedWeights coded = WeightCoder.code(node, layer, matrix(weights), scope.options());
    int perGroup = weights.shape().dim(1);
    int rowsPerGroup = rows / (int) groups;
    Step.Affine accumulated =
        Products.accumulated(
            node,
            input,
            coded,
            (row, c) ->
                input.offset().at((row / rowsPerGroup * perGroup + c % perGroup) * map.pixels()),
            output.pixels());
    Conv source = new Conv(layer, node.label(), input, patches, coded.matrix(), (int) groups);
    Signal product = new Signal(source, shape, List.of(accumulated));
    if (node.hasInput(2)) {
      product = product.affine(Coefficients.ONE, bias(node, scope, rows, output.pixels()));
    }
    scope.define(node, 0, new Dynamic(product));
  }

  private static List<Long> kernel(Node node, Shape weights, int axes) {
    List<Long> given = weights.dims().subList(2, 2 + axes).stream().map(d -> (long) d).toList();
    if (node.attributes().integers("kernel_shape").isPresent()
        && !Windows.kernel(node, axes).equals(given)) {
      throw node.refuse(
          "has kernel_shape %s but weights of shape %s; they must agree",
          Windows.kernel(node, axes), weights);
    }
    return given;
  }

  /** A row per output channel, in a row the order (ky, kx, channel). */
  private static Constant matrix(Constant weights) {
    Shape shape = weights.shape();
    int[] permutation = shape.rank() == 4 ? new int[] {0, 2, 3, 1} : new int[] {0, 2, 1};
    int rows = shape.dim(0);
    return weights.transposed(permutation).reshaped(Shape.of(rows, shape.size() / rows));
  }

  private static void requirePerChannel(Node node, CodedSignal input, MapShape map) {
    if (!input.offset().isPerBlock(map.pixels())) {
      throw node.refuse(
          "takes features with an offset that varies within a channel; put it before %s",
          input.quantize().label());
    }
  }

  private static Coefficients bias(Node node, Scope scope, int rows, int pixels) {
    Constant bias = scope.finite(node, 2, "bias");
    if (!bias.shape().equals(Shape.of(rows))) {
      throw node.refuse(
          "has a bias of shape %s; %d output channels need the shape [%d]",
          bias.shape(), rows, rows);
    }
    BigFraction[] values = new BigFraction[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = bias.value(i);
    }
    return Coefficients.of(values, pixels);
  }
}
