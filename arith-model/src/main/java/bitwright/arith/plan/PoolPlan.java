package bitwright.arith.plan;

import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.PoolLayer.Operation;
import java.util.List;
import java.util.Optional;

/**
 * The structure of a pooling layer: a sliding window cuts patches for PE channels at a time, and a
 * unit of PE lanes reduces each over its kh·kw positions, one a cycle.
 *
 * <p>Words leave the window in the order (pixel, group of PE channels, ky, kx).
 *
 * @param layer the layer
 * @param fold PE divides the channels; SIMD is 1
 */
public record PoolPlan(PoolLayer layer, Fold fold) implements LayerPlan {

  /** Checks the fold. */
  public PoolPlan {
    Lanes.require(layer, fold, layer.patches().input().channels());
  }

  /** The groups of PE channels. */
  public int channelGroups() {
    return layer.patches().input().channels() / fold.pe();
  }

  /** The sliding window in front of the lanes. */
  public WindowPlan window() {
    return WindowPlan.steady(layer.name(), layer.patches(), channelGroups(), fold.pe());
  }

  @Override
  public int cyclesPerFrame() {
    int positions = layer.patches().window().positions();
    return Math.max(inputs().get(0).beats(), Math.multiplyExact(output().beats(), positions));
  }

  @Override
  public List<StreamShape> inputs() {
    return List.of(
        Lanes.stream(layer.patches().input(), layer.patches().format().bits(), fold.pe()));
  }

  @Override
  public StreamShape output() {
    return Lanes.stream(layer.outputShape(), Lanes.outputBits(layer), fold.pe());
  }

  @Override
  public Optional<ThresholdPlan> thresholds() {
    return layer.operation() == Operation.MAX ? Optional.empty() : Lanes.thresholds(layer, fold);
  }
}
