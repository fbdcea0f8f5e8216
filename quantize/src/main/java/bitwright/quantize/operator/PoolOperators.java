package bitwright.quantize.operator;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.Window;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Border;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Coefficients;
import bitwright.quantize.signal.Passage;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.SumPool;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Padded;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Pooling: {@code MaxPool}, {@code AveragePool}, {@code GlobalMaxPool}, {@code GlobalAveragePool},
 * {@code ReduceMean} over pixels.
 *
 * <p>A maximum passes codes on. An average is the exact sum of codes, and a factor of one by the
 * number of positions.
 */
final class PoolOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "MaxPool", PoolOperators::max,
          "AveragePool", PoolOperators::average,
          "GlobalMaxPool", PoolOperators::globalMax,
          "GlobalAveragePool", PoolOperators::globalAverage,
          "ReduceMean", PoolOperators::mean);

  private PoolOperators() {}

  private static void max(Node node, Scope scope) {
    node.allowAttributes(
        "auto_pad", "ceil_mode", "dilations", "kernel_shape", "pads", "storage_order", "strides");
    if (node.attributes().flag("storage_order", false)) {
      throw node.refuse("has storage_order 1; only 0, rows first, is supported");
    }
    if (node.hasOutput(1)) {
      throw node.refuse("gives the indices of its maxima too; only the maxima are supported");
    }
    Value value = PadOperator.input(node, scope);
    Signal signal = value instanceof Padded p ? p.signal() : scope.signal(node, 0);
    Border around = value instanceof Padded p ? p.border() : Border.NONE;
    int axes = axes(node, signal);
    MapShape map = Maps.of(node, signal);
    Window window = Windows.of(node, map, axes, Windows.kernel(node, axes), around);
    if (value instanceof Padded padded) {
      requireLeastZero(node, signal, padded);
    }
    requireFilled(node, map, window);
    Passage passage = new Passage.MaxPool(map, window);
    Shape shape = Maps.shape(passage.output(), axes + 1);
    scope.define(node, 0, new Dynamic(Maps.passed(node, scope, passage, List.of(signal), shape)));
  }

  /** Zeros of a node before take part in the maximum; they never win where zero is the least. */
  private static void requireLeastZero(Node node, Signal signal, Padded padded) {
    boolean least =
        signal
            .coded()
            .filter(c -> c.offset().isShared() && c.slope().compareTo(BigFraction.ZERO) > 0)
            .map(Borders::zeroCode)
            .filter(OptionalInt::isPresent)
            .map(code -> signal.coded().get().format().levels().rank(code.getAsInt()) == 0)
            .orElse(false);
    if (!least) {
      throw node.refuse(
          "takes features that %s pads with zeros, which are not the least of their codes; pad with"
              + " the pads of %s instead",
          padded.label(), node.op());
    }
  }

  private static void requireFilled(Node node, MapShape map, Window window) {
    MapShape output = window.output(map, 1);
    boolean filled =
        reaches(
                output.height(),
                window.strideHeight(),
                window.padTop(),
                window.kernelHeight(),
                window.dilationHeight(),
                map.height())
            && reaches(
                output.width(),
                window.strideWidth(),
                window.padLeft(),
                window.kernelWidth(),
                window.dilationWidth(),
                map.width());
    if (!filled) {
      throw node.refuse(
          "has pads so large that a window sees nothing but border; make them smaller than the"
              + " kernel");
    }
  }

  private static boolean reaches(
      int outputs, int stride, int pad, int kernel, int dilation, int size) {
    for (int o = 0; o < outputs; o++) {
      long start = (long) o * stride - pad;
      long skipped = start < 0 ? (-start + dilation - 1) / dilation : 0;
      if (skipped >= kernel || start + skipped * dilation >= size) {
        return false;
      }
    }
    return true;
  }

  private static void average(Node node, Scope scope) {
    node.allowAttributes(
        "auto_pad",
        "ceil_mode",
        "count_include_pad",
        "dilations",
        "kernel_shape",
        "pads",
        "strides");
    Value value = PadOperator.input(node, scope);
    Signal signal = value instanceof Padded p ? p.signal() : scope.signal(node, 0);
    Border around = value instanceof Padded p ? p.border() : Border.NONE;
    int axes = axes(node, signal);
    MapShape map = Maps.of(node, signal);
    Window window = Windows.of(node, map, axes, Windows.kernel(node, axes), around);
    if (node.attributes().flag("ceil_mode", false) && !hasFloorEnds(node, map, window, around)) {
      throw node.refuse(
          "has ceil_mode 1 and a last window beyond the border, which divides by fewer positions; set"
              + " ceil_mode to 0");
    }
    boolean own =
        window.padTop() + window.padLeft() + window.padBottom() + window.padRight()
            > around.top() + around.left() + around.bottom() + around.right();
    if (own && !node.attributes().flag("count_include_pad", false)) {
      throw node.refuse(
          "pads and has count_include_pad 0, so that its windows differ in how many positions they"
              + " divide by; set count_include_pad to 1 or pads to 0");
    }
    Shape shape = Maps.shape(window.output(map, map.channels()), axes + 1);
    scope.define(node, 0, new Dynamic(averaged(node, scope, signal, map, window, shape)));
  }

  /** Whether ceil_mode has added no border. */
  private static boolean hasFloorEnds(Node node, MapShape map, Window window, Border around) {
    List<Long> pads = node.attributes().integers("pads").orElse(List.of(0L, 0L, 0L, 0L));
    boolean automatic = !node.attributes().text("auto_pad").orElse("NOTSET").equals("NOTSET");
    int bottom = pads.size() == 4 ? pads.get(2).intValue() : 0;
    int right = pads.get(pads.size() - 1).intValue();
    return automatic
        || window.padBottom() == bottom + around.bottom()
            && window.padRight() == right + around.right();
  }

  private static void globalMax(Node node, Scope scope) {
    node.allowAttributes();
    Signal signal = scope.signal(node, 0);
    int axes = axes(node, signal);
    MapShape map = Maps.of(node, signal);
    Passage passage = new Passage.MaxPool(map, Window.whole(map));
    Shape shape = Maps.shape(passage.output(), axes + 1);
    scope.define(node, 0, new Dynamic(Maps.passed(node, scope, passage, List.of(signal), shape)));
  }

  private static void globalAverage(Node node, Scope scope) {
    node.allowAttributes();
    Signal signal = scope.signal(node, 0);
    int axes = axes(node, signal);
    MapShape map = Maps.of(node, signal);
    Window window = Window.whole(map);
    Shape shape = Maps.shape(window.output(map, map.channels()), axes + 1);
    scope.define(node, 0, new Dynamic(averaged(node, scope, signal, map, window, shape)));
  }

  private static void mean(Node node, Scope scope) {
    node.allowAttributes("axes", "keepdims", "noop_with_empty_axes");
    Signal signal = scope.signal(node, 0);
    int axes = axes(node, signal);
    MapShape map = Maps.of(node, signal);
    List<Long> given =
        node.hasInput(1)
            ? scope.dims(node, 1, "axes").elements()
            : node.attributes().integers("axes").orElse(List.of());
    List<Integer> reduced = new ArrayList<>();
    for (long axis : given) {
      long positive = axis < 0 ? axis + axes + 2 : axis;
      if (positive < 2 || positive > axes + 1 || reduced.contains((int) positive)) {
        throw node.refuse(
            "averages over the axes %s of features of shape %s; allowed are those behind the"
                + " channels",
            given, signal.shape());
      }
      reduced.add((int) positive);
    }
    if (reduced.isEmpty()) {
      throw node.refuse("names no axes; name those behind the channels");
    }
    boolean overRows = axes == 2 && reduced.contains(2);
    boolean overColumns = reduced.contains(axes + 1);
    Window window =
        new Window(
            overRows ? map.height() : 1, overColumns ? map.width() : 1, 1, 1, 0, 0, 0, 0, 1, 1);
    Signal result =
        averaged(
            node,
            scope,
            signal,
            map,
            window,
            Maps.shape(window.output(map, map.channels()), axes + 1));
    if (!node.attributes().flag("keepdims", true)) {
      List<Integer> kept = new ArrayList<>();
      for (int axis = 0; axis <= axes; axis++) {
        if (!reduced.contains(axis + 1)) {
          kept.add(result.shape().dim(axis));
        }
      }
      result = result.reshaped(new Shape(kept));
    }
    scope.define(node, 0, new Dynamic(result));
  }

  private static Signal averaged(
      Node node, Scope scope, Signal signal, MapShape map, Window window, Shape shape) {
    Maps.requireFew(node, shape);
    String layer = scope.names().next(node);
    CodedSignal input = Codes.of(node, scope, signal);
    Patches patches = Borders.zero(node, map, input, window);
    if (!input.offset().isPerBlock(map.pixels())) {
      throw node.refuse(
          "takes features with an offset that varies within a channel; put it before %s",
          input.quantize().label());
    }
    int pixels = window.output(map, 1).pixels();
    BigFraction share = new BigFraction(1, window.positions());
    Coefficients offset = input.offset();
    if (!offset.isShared()) {
      BigFraction[] perChannel = new BigFraction[map.channels()];
      for (int c = 0; c < perChannel.length; c++) {
        perChannel[c] = input.offset().at(c * map.pixels());
      }
      offset = Coefficients.of(perChannel, pixels);
    }
    return new Signal(new SumPool(layer, node.label(), input, patches), shape, List.of())
        .affine(Coefficients.all(input.unit().multiply(share)), offset);
  }

  private static int axes(Node node, Signal signal) {
    int axes = signal.shape().rank() - 1;
    if (axes < 1 || axes > 2) {
      throw node.refuse(
          "takes features of shape %s; allowed are [C,L] and [C,H,W]", signal.shape());
    }
    return axes;
  }
}
