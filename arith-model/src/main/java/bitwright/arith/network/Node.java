package bitwright.arith.network;

import java.util.List;

/**
 * A layer and where its maps come from.
 *
 * @param layer the layer
 * @param sources for each of its inputs the index of the node that gives it, or {@link #INPUT}
 */
public record Node(Layer layer, List<Integer> sources) {

  /** Stands for the network's input among the sources. */
  public static final int INPUT = -1;

  /** Checks the number of sources. */
  public Node {
    sources = List.copyOf(sources);
    if (sources.size() != layer.inputShapes().size()) {
      throw new IllegalArgumentException(
          "layer %s takes %d maps, not %d"
              .formatted(layer.name(), layer.inputShapes().size(), sources.size()));
    }
  }
}
