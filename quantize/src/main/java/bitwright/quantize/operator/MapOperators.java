package bitwright.quantize.operator;

import bitwright.arith.network.DepthToSpaceLayer.Order;
import bitwright.arith.network.MapShape;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.Passage;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Value.Dynamic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What moves elements of feature maps: {@code Concat} of channels, {@code DepthToSpace}, {@code
 * Resize} and {@code Upsample} by whole factors.
 */
final class MapOperators {

  static final Map<String, Operator> ALL =
      Map.of(
          "DepthToSpace", MapOperators::depthToSpace,
          "Resize", ResizeOperators::resize,
          "Upsample", ResizeOperators::upsample);

  private MapOperators() {}

  /** Whether a {@code Concat} joins features, not sizes. */
  static boolean joinsFeatures(Node node, Scope scope) {
    for (int i = 0; i < node.inputs().size(); i++) {
      if (scope.input(node, i) instanceof Dynamic) {
        return true;
      }
    }
    return false;
  }

  static void concat(Node node, Scope scope) {
    List<Signal> signals = new ArrayList<>();
    List<MapShape> maps = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (!(scope.input(node, i) instanceof Dynamic dynamic)) {
        throw node.refuse(
            "joins features with a constant, input number %d; only features can be joined", i + 1);
      }
      signals.add(dynamic.signal());
      maps.add(Maps.of(node, dynamic.signal()));
    }
    Signal first = signals.get(0);
    int rank = first.shape().rank();
    long axis = node.attributes().integer("axis", 1);
    if ((axis < 0 ? axis + rank + 1 : axis) != 1) {
      throw node.refuse("has axis %d; only channels, axis 1, can be joined", axis);
    }
    for (int i = 1; i < maps.size(); i++) {
      boolean meets =
          signals.get(i).shape().rank() == rank
              && maps.get(i).withChannels(1).equals(maps.get(0).withChannels(1));
      if (!meets) {
        throw node.refuse(
            "joins features of shapes %s and %s; they may differ in channels only",
            first.shape(), signals.get(i).shape());
      }
    }
    if (signals.size() == 1) {
      scope.define(node, 0, new Dynamic(first));
      return;
    }
    Passage passage = new Passage.Concat(maps);
    scope.define(
        node,
        0,
        new Dynamic(
            Maps.passed(node, scope, passage, signals, Maps.shape(passage.output(), rank))));
  }

  private static void depthToSpace(Node node, Scope scope) {
    node.allowAttributes("blocksize", "mode");
    Signal signal = scope.signal(node, 0);
    long block = node.attributes().integer("blocksize", 0);
    String mode = node.attributes().text("mode").orElse("DCR");
    if (!mode.equals("DCR") && !mode.equals("CRD")) {
      throw node.refuse("has the mode '%s'; allowed are DCR and CRD", Node.shortened(mode));
    }
    if (signal.shape().rank() != 3) {
      throw node.refuse("takes features of shape %s; allowed is [C,H,W]", signal.shape());
    }
    MapShape map = Maps.of(node, signal);
    if (block < 1 || block > 1024 || map.channels() % (block * block) != 0) {
      throw node.refuse(
          "has blocksize %d for %d channels; its square must divide them", block, map.channels());
    }
    Passage passage =
        new Passage.DepthToSpace(map, (int) block, mode.equals("DCR") ? Order.DCR : Order.CRD);
    scope.define(
        node,
        0,
        new Dynamic(
            Maps.passed(node, scope, passage, List.of(signal), Maps.shape(passage.output(), 3))));
  }
}
