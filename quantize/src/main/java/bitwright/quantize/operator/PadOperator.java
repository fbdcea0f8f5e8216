package bitwright.quantize.operator;

import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Border;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Value;
import bitwright.quantize.signal.Value.Dynamic;
import bitwright.quantize.signal.Value.Padded;
import bitwright.quantize.tensor.Rationals;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** {@code Pad} with zeros around the pixels, which becomes part of the window that follows. */
final class PadOperator {

  private static final long LARGEST = 1 << 16;

  private PadOperator() {}

  /** The first input of a node that looks through a window: a signal, padded or not. */
  static Value input(Node node, Scope scope) {
    return scope.anyInput(node, 0) instanceof Padded padded ? padded : scope.input(node, 0);
  }

  static void apply(Node node, Scope scope) {
    node.allowAttributes("mode", "pads", "value", "paddings");
    String mode = node.attributes().text("mode").orElse("constant");
    if (!mode.equals("constant")) {
      throw node.refuse("has the mode '%s'; only constant is supported", Node.shortened(mode));
    }
    Signal signal = scope.signal(node, 0);
    BigFraction value =
        node.hasInput(2)
            ? scope.scalar(node, 2, "value")
            : Rationals.of(node.attributes().real("value").orElse(0));
    if (!value.equals(BigFraction.ZERO)) {
      throw node.refuse("pads with %s; only zero is supported", Scope.show(value));
    }
    int rank = signal.shape().rank() + 1;
    long[] ends = ends(node, scope, rank);
    for (int i = 0; i < ends.length; i++) {
      boolean spatial = i % rank >= 2;
      if (ends[i] < 0 || ends[i] > LARGEST || !spatial && ends[i] != 0) {
        throw node.refuse(
            "has %d in place %d of its pads; allowed are 0 for batch and channels and 0 to %d for"
                + " height and width",
            ends[i], i, LARGEST);
      }
    }
    if (rank < 3 || rank > 4) {
      throw node.refuse(
          "takes features of shape %s; allowed are [C,L] and [C,H,W]", signal.shape());
    }
    Maps.of(node, signal);
    int last = rank - 1;
    Border border =
        new Border(
            rank == 4 ? (int) ends[2] : 0,
            (int) ends[last],
            rank == 4 ? (int) ends[rank + 2] : 0,
            (int) ends[rank + last]);
    scope.define(
        node,
        0,
        border.equals(Border.NONE)
            ? new Dynamic(signal)
            : new Padded(signal, border, node.label()));
  }

  /** All 2·rank numbers, beginnings and then ends. */
  private static long[] ends(Node node, Scope scope, int rank) {
    List<Long> pads =
        node.hasInput(1)
            ? scope.dims(node, 1, "pads").elements()
            : node.attributes()
                .integers("pads")
                .or(() -> node.attributes().integers("paddings"))
                .orElse(List.of());
    List<Integer> axes = new ArrayList<>();
    if (node.hasInput(3)) {
      for (long axis : scope.dims(node, 3, "axes").elements()) {
        axes.add((int) (axis < 0 ? axis + rank : axis));
      }
    } else {
      for (int axis = 0; axis < rank; axis++) {
        axes.add(axis);
      }
    }
    boolean valid =
        pads.size() == 2 * axes.size()
            && axes.stream().distinct().count() == axes.size()
            && axes.stream().allMatch(a -> a >= 0 && a < rank);
    if (!valid) {
      throw node.refuse(
          "has %d pads for the axes %s of a tensor of %d axes; it needs two for each",
          pads.size(), axes, rank);
    }
    long[] ends = new long[2 * rank];
    for (int i = 0; i < axes.size(); i++) {
      ends[axes.get(i)] = pads.get(i);
      ends[rank + axes.get(i)] = pads.get(axes.size() + i);
    }
    return ends;
  }
}
