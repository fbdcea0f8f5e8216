package bitwright.arith.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A quantized network: input quantizer, dense layers in order, output head.
 *
 * @param name a Verilog identifier
 * @param inputShape the shape of one input, without the batch dimension
 * @param input from float32 to the first layer's codes
 * @param layers at least one; every layer but the last requantizes
 * @param head from the last layer's integers to real outputs
 */
public record Network(
    String name,
    List<Integer> inputShape,
    InputQuantizer input,
    List<DenseLayer> layers,
    OutputHead head) {

  /** Checks that formats and sizes meet. */
  public Network {
    inputShape = List.copyOf(inputShape);
    layers = List.copyOf(layers);
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("network name '%s' is not an identifier".formatted(name));
    }
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("network %s has no layer".formatted(name));
    }
    int features = inputShape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    int width = input.features();
    if (features != width) {
      throw new IllegalArgumentException(
          "input shape %s has %d elements, the input quantizer %d"
              .formatted(inputShape, features, width));
    }
    var format = input.format();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      DenseLayer layer = layers.get(i);
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException("two layers are named " + layer.name());
      }
      if (layer.columns() != width || !layer.input().equals(format)) {
        throw new IllegalArgumentException(
            "layer %s takes %d × %s but is given %d × %s"
                .formatted(
                    layer.name(), layer.columns(), layer.input().name(), width, format.name()));
      }
      if (layer.requantizer().isEmpty() && i < layers.size() - 1) {
        throw new IllegalArgumentException("layer %s has no requantizer".formatted(layer.name()));
      }
      width = layer.rows();
      format = layer.output().orElse(null);
    }
    if (head.channels() != width) {
      throw new IllegalArgumentException(
          "the output head has %d channels, the last layer %d".formatted(head.channels(), width));
    }
  }

  /** The last layer. */
  public DenseLayer last() {
    return layers.get(layers.size() - 1);
  }

  /** Whether exact accumulators, not codes, leave the last layer. */
  public boolean emitsAccumulators() {
    return last().requantizer().isEmpty();
  }

  /** The multiply-accumulates of one inference. */
  public long macs() {
    return layers.stream().mapToLong(l -> l.weights().macs()).sum();
  }
}
