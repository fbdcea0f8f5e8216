package bitwright.arith.plan;

import bitwright.arith.network.SumLayer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The structure of an elementwise sum: PE lanes, each with a constant multiplier per map, an adder
 * and a threshold search; one beat a cycle, when every map has one.
 *
 * @param layer the layer
 * @param fold PE divides the channels; SIMD is 1
 */
public record SumPlan(SumLayer layer, Fold fold) implements LayerPlan {

  /** Checks the fold. */
  public SumPlan {
    Lanes.require(layer, fold, layer.shape().channels());
  }

  @Override
  public int cyclesPerFrame() {
    return output().beats();
  }

  @Override
  public List<StreamShape> inputs() {
    return IntStream.range(0, layer.formats().size())
        .mapToObj(i -> Lanes.stream(layer.shape(), layer.formats().get(i).bits(), fold.pe()))
        .toList();
  }

  @Override
  public StreamShape output() {
    return Lanes.stream(layer.shape(), Lanes.outputBits(layer), fold.pe());
  }

  @Override
  public Optional<ThresholdPlan> thresholds() {
    return Lanes.thresholds(layer, fold);
  }
}
