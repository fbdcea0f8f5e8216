package bitwright.quantize.signal;

import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Requantizer;
import java.util.List;
import java.util.Optional;

/**
 * The accumulators of a convolution.
 *
 * @param layer the name given to the layer
 * @param label how messages call the node
 * @param input the codes that enter
 * @param patches what the window sees
 * @param weights the weight codes, columns in the order (row, column, channel)
 * @param groups of channels
 */
public record Conv(
    String layer,
    String label,
    CodedSignal input,
    Patches patches,
    WeightMatrix weights,
    int groups)
    implements Source.Computed {

  @Override
  public List<CodedSignal> inputs() {
    return List.of(input);
  }

  @Override
  public List<Optional<MapShape>> inputMaps() {
    return List.of(Optional.of(patches.input()));
  }

  @Override
  public MapShape map() {
    return patches.window().output(patches.input(), weights.rows());
  }

  @Override
  public ConvLayer build(List<MapShape> maps, Optional<Requantizer> requantizer) {
    return new ConvLayer(layer, patches, weights, groups, requantizer);
  }
}
