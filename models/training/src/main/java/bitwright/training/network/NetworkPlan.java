package bitwright.training.network;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a network is to be.
 *
 * @param name file name without extension
 * @param input how pixels become the first codes
 * @param weights how the weights of every layer are quantized that does not say otherwise
 * @param layers the layers, first to last
 */
public record NetworkPlan(
    String name, InputRule input, WeightRule weights, List<LayerPlan> layers) {

  /** Copies the list. */
  public NetworkPlan {
    layers = List.copyOf(layers);
  }

  /** The layers with weights in the order of computation, those of residual branches included. */
  public List<ProductPlan> products() {
    return products(layers).toList();
  }

  /** How the weights of {@code product} are quantized. */
  public WeightRule weights(ProductPlan product) {
    return product.weights().orElse(weights);
  }

  /** Whether the first layer takes pixels as a feature map, not as a vector. */
  public boolean takesMap() {
    return !(layers.get(0) instanceof ProductPlan product) || product.window().isPresent();
  }

  private static Stream<ProductPlan> products(List<LayerPlan> layers) {
    return layers.stream()
        .flatMap(
            layer -> {
              if (layer instanceof ResidualPlan residual) {
                return products(residual.branch());
              }
              return layer instanceof ProductPlan product ? Stream.of(product) : Stream.empty();
            });
  }
}
