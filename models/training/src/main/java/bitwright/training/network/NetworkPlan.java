package bitwright.training.network;

import java.util.List;

/**
 * What a network is to be.
 *
 * @param name file name without extension
 * @param input how pixels become the first codes
 * @param weights how the weights of every layer are quantized
 * @param layers the layers, first to last
 */
public record NetworkPlan(
    String name, InputRule input, WeightRule weights, List<LayerPlan> layers) {

  /** Copies the list. */
  public NetworkPlan {
    layers = List.copyOf(layers);
  }
}
