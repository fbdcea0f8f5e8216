package bitwright.arith.plan;

import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.DepthToSpaceLayer.Order;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.UpsampleLayer;
import java.util.List;

/**
 * The structure of a layer that reads one map in another order: upsampling, depth to space. A line
 * buffer takes a beat and gives a beat a cycle.
 *
 * @param layer an {@link UpsampleLayer} or a {@link DepthToSpaceLayer}
 * @param fold PE divides the channels of both maps, and is 1 where output channels are not
 *     neighbours in the input (depth to space in the order CRD); SIMD is 1
 */
public record MovePlan(Layer layer, Fold fold) implements LayerPlan {

  /** Checks the kind of layer and the fold. */
  public MovePlan {
    if (!(layer instanceof UpsampleLayer || layer instanceof DepthToSpaceLayer)) {
      throw new IllegalArgumentException("layer %s moves nothing".formatted(layer.name()));
    }
    Lanes.require(layer, fold, mostLanes(layer));
  }

  /** The most channels that are neighbours in both maps. */
  static int mostLanes(Layer layer) {
    boolean scattered =
        layer instanceof DepthToSpaceLayer d && d.order() == Order.CRD && d.block() > 1;
    return scattered ? 1 : layer.outputShape().channels();
  }

  private StreamShape stream(MapShape map) {
    return Lanes.stream(map, layer.output().orElseThrow().bits(), fold.pe());
  }

  /** The line buffer and the order in which it is read. */
  public LineBufferPlan buffer() {
    MapShape map = layer.inputShapes().get(0);
    if (layer instanceof UpsampleLayer up) {
      return MoveOrders.upsample(map, fold.pe(), up.rows(), up.columns());
    }
    DepthToSpaceLayer blocks = (DepthToSpaceLayer) layer;
    return MoveOrders.depthToSpace(map, fold.pe(), blocks.block(), blocks.order() == Order.CRD);
  }

  @Override
  public int cyclesPerFrame() {
    return Math.max(inputs().get(0).beats(), output().beats());
  }

  @Override
  public List<StreamShape> inputs() {
    return List.of(stream(layer.inputShapes().get(0)));
  }

  @Override
  public StreamShape output() {
    return stream(layer.outputShape());
  }
}
