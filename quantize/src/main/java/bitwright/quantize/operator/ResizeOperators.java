package bitwright.quantize.operator;

import bitwright.arith.network.MapShape;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Passage;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.tensor.Constant;
import bitwright.quantize.tensor.Rationals;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * {@code Resize} and {@code Upsample} that repeat pixels.
 *
 * <p>Exporters spell that in several ways. What counts is the pixel that each output pixel comes
 * from, computed exactly: for a factor f it must be ⌊x/f⌋.
 */
final class ResizeOperators {

  private ResizeOperators() {}

  static void upsample(Node node, Scope scope) {
    node.allowAttributes("mode", "scales");
    Signal signal = scope.signal(node, 0);
    List<BigFraction> scales = new ArrayList<>();
    if (node.hasInput(1)) {
      scales = numbers(node, scope, 1, "scale list");
    } else {
      for (float scale : node.attributes().reals("scales").orElse(List.of())) {
        scales.add(Rationals.of(scale));
      }
    }
    repeat(node, scope, signal, scales, "asymmetric", "floor");
  }

  static void resize(Node node, Scope scope) {
    node.allowAttributes(
        "antialias",
        "axes",
        "coordinate_transformation_mode",
        "cubic_coeff_a",
        "exclude_outside",
        "extrapolation_value",
        "keep_aspect_ratio_policy",
        "mode",
        "nearest_mode");
    Signal signal = scope.signal(node, 0);
    Maps.of(node, signal);
    if (node.opset() < 11) {
      repeat(node, scope, signal, numbers(node, scope, 1, "scale list"), "asymmetric", "floor");
      return;
    }
    if (node.attributes().flag("antialias", false)) {
      throw node.refuse("has antialias 1; set it to 0");
    }
    String policy = node.attributes().text("keep_aspect_ratio_policy").orElse("stretch");
    if (!policy.equals("stretch")) {
      throw node.refuse(
          "has the keep_aspect_ratio_policy '%s'; only stretch is supported",
          Node.shortened(policy));
    }
    List<BigFraction> given = List.of();
    if (node.hasInput(2)) {
      given = numbers(node, scope, 2, "scale list");
    }
    if (given.isEmpty() && node.hasInput(3)) {
      given = ratios(node, scope, signal);
    }
    repeat(
        node,
        scope,
        signal,
        onAllAxes(node, given, signal.shape().rank() + 1),
        node.attributes().text("coordinate_transformation_mode").orElse("half_pixel"),
        node.attributes().text("nearest_mode").orElse("round_prefer_floor"));
  }

  private static List<BigFraction> numbers(Node node, Scope scope, int index, String role) {
    Constant constant = scope.finite(node, index, role);
    List<BigFraction> numbers = new ArrayList<>();
    for (int i = 0; i < Math.min(8, constant.shape().size()); i++) {
      numbers.add(constant.value(i));
    }
    return numbers;
  }

  /** Scales from sizes; the batch keeps its size. */
  private static List<BigFraction> ratios(Node node, Scope scope, Signal signal) {
    List<Long> sizes = scope.dims(node, 3, "size list").elements();
    int skipped = signal.shape().rank() + 1 - sizes.size();
    List<Long> axes = node.attributes().integers("axes").orElse(List.of());
    List<BigFraction> ratios = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      long axis = axes.size() == sizes.size() ? axes.get(i) : skipped + i;
      long positive = axis < 0 ? axis + signal.shape().rank() + 1 : axis;
      if (positive < 0 || positive > signal.shape().rank()) {
        throw node.refuse("has the axis %d; it must lie within the tensor", axis);
      }
      ratios.add(
          positive == 0
              ? scope.isBatch(sizes.get(i)) ? BigFraction.ONE : BigFraction.ZERO
              : new BigFraction(sizes.get(i), 1L).divide(signal.shape().dim((int) positive - 1)));
    }
    return ratios;
  }

  /** One scale per axis, from those of the axes that the node names. */
  private static List<BigFraction> onAllAxes(Node node, List<BigFraction> given, int rank) {
    Optional<List<Long>> axes = node.attributes().integers("axes");
    if (axes.isEmpty() || axes.get().size() != given.size()) {
      return given;
    }
    List<BigFraction> all = new ArrayList<>();
    for (int axis = 0; axis < rank; axis++) {
      int at = Math.max(axes.get().indexOf((long) axis), axes.get().indexOf((long) axis - rank));
      all.add(at < 0 ? BigFraction.ONE : given.get(at));
    }
    return all;
  }

  private static void repeat(
      Node node,
      Scope scope,
      Signal signal,
      List<BigFraction> scales,
      String coordinates,
      String nearest) {
    String mode = node.attributes().text("mode").orElse("nearest");
    if (!mode.equals("nearest")) {
      throw node.refuse("has the mode '%s'; only nearest is supported", Node.shortened(mode));
    }
    int rank = signal.shape().rank();
    if (rank < 2 || rank > 3) {
      throw node.refuse(
          "takes features of shape %s; allowed are [C,L] and [C,H,W]", signal.shape());
    }
    MapShape map = Maps.of(node, signal);
    boolean whole =
        scales.size() == rank + 1
            && scales.get(0).equals(BigFraction.ONE)
            && scales.get(1).equals(BigFraction.ONE)
            && scales.stream()
                .allMatch(
                    s ->
                        s.getDenominator().bitLength() == 1
                            && s.compareTo(BigFraction.ONE) >= 0
                            && s.compareTo(new BigFraction(1024)) <= 0);
    if (!whole) {
      throw node.refuse(
          "has the scales %s for features of shape %s; allowed are 1 for batch and channels and"
              + " whole factors up to 1024 for height and width",
          scales.stream().map(Scope::show).toList(), signal.shape());
    }
    int columns = scales.get(rank).intValue();
    int rows = rank == 3 ? scales.get(2).intValue() : 1;
    Passage.Upsample passage = new Passage.Upsample(map, rows, columns);
    Shape shape =
        Shape.checked(
                List.of(
                    (long) map.channels(),
                    (long) map.height() * rows,
                    (long) map.width() * columns))
            .orElseThrow(() -> node.refuse("makes more features than %d", Scope.MOST_FEATURES));
    Maps.requireFew(node, shape);
    requireRepeats(node, map.height(), rows, coordinates, nearest);
    requireRepeats(node, map.width(), columns, coordinates, nearest);
    scope.define(
        node,
        0,
        new Dynamic(
            rows == 1 && columns == 1
                ? signal
                : Maps.passed(
                    node, scope, passage, List.of(signal), Maps.shape(passage.output(), rank))));
  }

  private static void requireRepeats(
      Node node, int size, int factor, String coordinates, String nearest) {
    for (int x = 0; factor > 1 && x < size * factor; x++) {
      Ratio at = coordinate(node, x, size, factor, coordinates);
      long from = Math.max(0, Math.min(size - 1, rounded(node, at, nearest)));
      if (from != x / factor) {
        throw node.refuse(
            "has coordinate_transformation_mode '%s' and nearest_mode '%s', by which output %d of"
                + " an axis comes from %d, not %d; use asymmetric and floor",
            coordinates, nearest, x, from, x / factor);
      }
    }
  }

  /** An exact coordinate; the denominator is positive. */
  private record Ratio(long top, long bottom) {}

  private static Ratio coordinate(Node node, long x, long size, long factor, String coordinates) {
    return switch (coordinates) {
      case "asymmetric" -> new Ratio(x, factor);
      case "half_pixel", "half_pixel_symmetric", "pytorch_half_pixel" ->
          new Ratio(2 * x + 1 - factor, 2 * factor);
      case "tf_half_pixel_for_nn" -> new Ratio(2 * x + 1, 2 * factor);
      case "align_corners" -> new Ratio(x * (size - 1), size * factor - 1);
      default ->
          throw node.refuse(
              "has the coordinate_transformation_mode '%s'; use asymmetric",
              Node.shortened(coordinates));
    };
  }

  private static long rounded(Node node, Ratio x, String nearest) {
    return switch (nearest) {
      case "floor" -> Math.floorDiv(x.top, x.bottom);
      case "ceil" -> -Math.floorDiv(-x.top, x.bottom);
      case "round_prefer_ceil" -> Math.floorDiv(2 * x.top + x.bottom, 2 * x.bottom);
      case "round_prefer_floor" -> -Math.floorDiv(x.bottom - 2 * x.top, 2 * x.bottom);
      default -> throw node.refuse("has the nearest_mode '%s'; use floor", Node.shortened(nearest));
    };
  }
}
