package bitwright.arith.plan;

import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.MapShape;
import java.util.List;

/**
 * The structure of a concatenation: in every pixel the beats of each map in turn, one a cycle.
 *
 * @param layer the layer
 * @param fold PE divides the channels of every map; SIMD is 1
 */
public record ConcatPlan(ConcatLayer layer, Fold fold) implements LayerPlan {

  /** Checks the fold. */
  public ConcatPlan {
    for (MapShape input : layer.inputs()) {
      Lanes.require(layer, fold, input.channels());
    }
  }

  @Override
  public int cyclesPerFrame() {
    return output().beats();
  }

  @Override
  public List<StreamShape> inputs() {
    return layer.inputs().stream()
        .map(map -> Lanes.stream(map, layer.format().bits(), fold.pe()))
        .toList();
  }

  @Override
  public StreamShape output() {
    return Lanes.stream(layer.outputShape(), layer.format().bits(), fold.pe());
  }
}
