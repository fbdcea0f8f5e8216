package bitwright.quantize.signal;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.SumLayer;
import bitwright.arith.step.Requantizer;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The sums of the elements of two branches.
 *
 * @param layer the name given to the layer
 * @param label how messages call the node
 * @param inputs the codes that enter
 * @param multipliers what brings both to one unit
 * @param map of both
 */
public record Sum(
    String layer,
    String label,
    List<CodedSignal> inputs,
    List<BigInteger> multipliers,
    MapShape map)
    implements Source.Computed {

  /** Copies the lists. */
  public Sum {
    inputs = List.copyOf(inputs);
    multipliers = List.copyOf(multipliers);
  }

  @Override
  public List<Optional<MapShape>> inputMaps() {
    return Collections.nCopies(inputs.size(), Optional.of(map));
  }

  @Override
  public SumLayer build(List<MapShape> maps, Optional<Requantizer> requantizer) {
    return new SumLayer(
        layer, map, inputs.stream().map(CodedSignal::format).toList(), multipliers, requantizer);
  }
}
