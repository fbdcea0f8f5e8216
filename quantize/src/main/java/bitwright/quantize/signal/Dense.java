package bitwright.quantize.signal;

import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Requantizer;
import java.util.List;
import java.util.Optional;

/**
 * The accumulators of a dense layer.
 *
 * @param layer the name given to the layer
 * @param label how messages call the node
 * @param input the codes that enter
 * @param weights the weight codes, columns in the order of the input's features
 */
public record Dense(String layer, String label, CodedSignal input, WeightMatrix weights)
    implements Source.Computed {

  @Override
  public List<CodedSignal> inputs() {
    return List.of(input);
  }

  @Override
  public List<Optional<MapShape>> inputMaps() {
    return List.of(Optional.empty());
  }

  @Override
  public MapShape map() {
    return MapShape.vector(weights.rows());
  }

  @Override
  public DenseLayer build(List<MapShape> maps, Optional<Requantizer> requantizer) {
    return new DenseLayer(layer, streamed(maps.get(0)), input.format(), requantizer);
  }

  /** The weights with their columns in the order in which a map's elements arrive. */
  private WeightMatrix streamed(MapShape map) {
    if (map.ordersAgree()) {
      return weights;
    }
    int columns = weights.columns();
    int[] codes = new int[weights.rows() * columns];
    for (int row = 0; row < weights.rows(); row++) {
      for (int feature = 0; feature < columns; feature++) {
        codes[row * columns + map.streamIndex(feature)] = weights.code(row, feature);
      }
    }
    return new WeightMatrix(weights.format(), weights.rows(), columns, codes);
  }
}
