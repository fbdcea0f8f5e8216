package bitwright.quantize.signal;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.step.Requantizer;
import java.util.List;
import java.util.Optional;

/**
 * The sums of each channel over windows.
 *
 * @param layer the name given to the layer
 * @param label how messages call the node
 * @param input the codes that enter
 * @param patches what the window sees
 */
public record SumPool(String layer, String label, CodedSignal input, Patches patches)
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
    return patches.window().output(patches.input(), patches.input().channels());
  }

  @Override
  public PoolLayer build(List<MapShape> maps, Optional<Requantizer> requantizer) {
    return new PoolLayer(layer, patches, PoolLayer.Operation.SUM, requantizer);
  }
}
