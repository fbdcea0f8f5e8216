package bitwright.training.network;

import java.util.Optional;

/**
 * One fully connected layer and what follows it.
 *
 * @param outputs its width
 * @param biased whether it adds a bias per output
 * @param normalized whether batch normalization follows
 * @param activation the quantizer of its outputs; none after the last layer
 */
public record LayerPlan(
    int outputs, boolean biased, boolean normalized, Optional<ActivationRule> activation) {

  /** A hidden layer without bias: product, normalization, quantizer. */
  public static LayerPlan hidden(int outputs, ActivationRule activation) {
    return new LayerPlan(outputs, false, true, Optional.of(activation));
  }

  /** A hidden layer with bias: product, bias, normalization, quantizer. */
  public static LayerPlan biasedHidden(int outputs, ActivationRule activation) {
    return new LayerPlan(outputs, true, true, Optional.of(activation));
  }

  /** A last layer that ends in its bias. */
  public static LayerPlan biasedOutput(int outputs) {
    return new LayerPlan(outputs, true, false, Optional.empty());
  }

  /** A last layer that ends in batch normalization. */
  public static LayerPlan normalizedOutput(int outputs) {
    return new LayerPlan(outputs, false, true, Optional.empty());
  }
}
