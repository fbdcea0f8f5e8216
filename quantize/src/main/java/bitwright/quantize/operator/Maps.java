package bitwright.quantize.operator;

import bitwright.arith.network.MapShape;
import bitwright.quantize.graph.Node;
import bitwright.quantize.signal.CodedSignal;
import bitwright.quantize.signal.Passage;
import bitwright.quantize.signal.Passing;
import bitwright.quantize.signal.Pending;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Source;
import bitwright.quantize.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** Signals as feature maps. */
final class Maps {

  private Maps() {}

  /**
   * The map {@code [C,H,W]} that a signal is; {@code [C,L]} and {@code [C]} are maps of height one.
   *
   * @throws bitwright.quantize.ImportException if it is not the map that its source gives
   */
  static MapShape of(Node node, Signal signal) {
    Shape shape = signal.shape();
    if (shape.rank() < 1 || shape.rank() > 3 || shape.size() == 0) {
      throw node.refuse(
          "takes features of shape %s; allowed are [channels, length] and [channels, height, width]",
          shape);
    }
    if (!signal.order().isNatural()) {
      throw node.refuse(
          "takes features that a Transpose has reordered; channels must be the first axis behind"
              + " the batch, as in the layer before");
    }
    int rank = shape.rank();
    MapShape map =
        new MapShape(
            shape.dim(0), rank == 3 ? shape.dim(1) : 1, rank == 1 ? 1 : shape.dim(rank - 1));
    Optional<MapShape> given = given(signal.source());
    if (given.isPresent() && !given.get().equals(map)) {
      throw node.refuse(
          "takes features of shape %s made of %s's map of %s; a map can be flattened for a dense"
              + " layer, but not reshaped to another map",
          shape, signal.source().label(), given.get());
    }
    return map;
  }

  /** The map that a source gives; nothing for the network's input, which is any map. */
  static Optional<MapShape> given(Source source) {
    if (source instanceof Source.Computed computed) {
      return Optional.of(computed.map());
    }
    return source instanceof Pending pending
        ? Optional.of(pending.passage().output())
        : Optional.empty();
  }

  /** A map in the shape of another rank-2 or rank-3 tensor. */
  static Shape shape(MapShape map, int rank) {
    return rank == 3
        ? Shape.of(map.channels(), map.height(), map.width())
        : rank == 2 ? Shape.of(map.channels(), map.width()) : Shape.of(map.channels());
  }

  /**
   * The signal behind a passage: of codes where codes enter that mean the same in each input, else
   * waiting for the quantizer that follows.
   */
  static Signal passed(Node node, Scope scope, Passage passage, List<Signal> inputs, Shape shape) {
    requireFew(node, shape);
    String layer = scope.names().next(node);
    List<CodedSignal> coded = new ArrayList<>();
    for (Signal input : inputs) {
      input
          .coded()
          .filter(c -> c.offset().isShared())
          .filter(c -> !passage.compares() || c.slope().compareTo(BigFraction.ZERO) > 0)
          .filter(c -> coded.isEmpty() || c.hasValuesOf(coded.get(0)))
          .ifPresent(coded::add);
    }
    return coded.size() == inputs.size()
        ? Passing.of(layer, node.label(), passage, coded, shape)
        : new Signal(new Pending(layer, node.label(), passage, inputs), shape, List.of());
  }

  /** Checks the number of features. */
  static void requireFew(Node node, Shape shape) {
    if (shape.size() > Scope.MOST_FEATURES) {
      throw node.refuse(
          "makes features of shape %s; allowed are up to %d", shape, Scope.MOST_FEATURES);
    }
  }
}
