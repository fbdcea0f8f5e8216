package bitwright.hw.support;

import bitwright.arith.format.Format;
import bitwright.arith.network.DepthToSpaceLayer.Order;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A random network of every kind of layer, with branches that meet again. */
public final class RandomGraph {

  private final Networks random;
  private final GraphBuilder graph;
  private final Format weights;
  private final Format activations;
  private final List<Integer> open = new ArrayList<>();

  private RandomGraph(Networks random, Format weights, Format activations) {
    this.random = random;
    this.weights = weights;
    this.activations = activations;
    MapShape input = new MapShape(random.number(1, 4), random.number(1, 9), random.number(2, 9));
    graph = new GraphBuilder(random, input, activations);
  }

  /** A network of so many layers and a few more that gather their outputs. */
  public static Network of(
      String name, Networks random, Format weights, Format activations, int layers) {
    RandomGraph maker = new RandomGraph(random, weights, activations);
    maker.open.add(Node.INPUT);
    for (int i = 0; i < layers; i++) {
      maker.grow();
    }
    maker.gather();
    return maker.graph.network(name);
  }

  private void grow() {
    int source = open.get(random.number(0, open.size() - 1));
    // Now and then the source stays open, so that two layers take it.
    if (open.size() > 3 || random.number(0, 2) > 0) {
      open.remove(Integer.valueOf(source));
    }
    open.add(layer(source));
  }

  private int layer(int source) {
    MapShape shape = graph.shape(source);
    Optional<Format> output = Optional.of(activations);
    switch (random.number(0, 8)) {
      case 0, 1, 2:
        int groups = random.pick(1, 1, shape.channels());
        return graph.conv(
            source, window(shape), groups, groups * random.number(1, 3), weights, output);
      case 3:
        return graph.max(source, window(shape));
      case 4:
        return graph.average(source, window(shape), activations);
      case 5:
        return graph.sum(activations, source, source);
      case 6:
        return shape.elements() < 200
            ? graph.upsample(source, random.number(1, 2), random.number(1, 3))
            : graph.max(source, window(shape));
      case 7:
        return shape.channels() % 4 == 0
            ? graph.depthToSpace(source, 2, random.pick(Order.DCR, Order.CRD))
            : graph.concat(source, source);
      default:
        return graph.concat(source, graph.sum(activations, source));
    }
  }

  private Window window(MapShape shape) {
    int height = random.number(1, Math.min(3, shape.height()));
    int width = random.number(1, Math.min(3, shape.width()));
    return new Window(
        height,
        width,
        random.number(1, 2),
        random.number(1, 2),
        random.number(0, height - 1),
        random.number(0, width - 1),
        random.number(0, height - 1),
        random.number(0, width - 1),
        1,
        1);
  }

  /** Brings all open ends to one pixel and joins them. */
  private void gather() {
    List<Integer> ends = new ArrayList<>();
    for (int end : open) {
      MapShape shape = graph.shape(end);
      ends.add(
          random.number(0, 1) == 0
              ? graph.average(end, Window.whole(shape), activations)
              : graph.dense(end, random.number(1, 4), weights, Optional.of(activations)));
    }
    int joined = ends.size() == 1 ? ends.get(0) : graph.concat(ends.toArray(Integer[]::new));
    graph.dense(joined, random.number(1, 5), weights, Optional.empty());
  }
}
