package bitwright.training.network;

import java.util.Optional;

/**
 * A fully connected layer or a convolution, and what follows it.
 *
 * @param window the window of a convolution; none for a fully connected layer, which takes a
 *     feature map row by row, channel after channel
 * @param groups equal groups of channels that a convolution keeps apart
 * @param outputs its width, or output channels
 * @param biased whether it adds a bias per output
 * @param normalized whether batch normalization follows
 * @param weights how its weights are quantized where not as the network's
 * @param activation the quantizer of its outputs; none after the last layer
 */
public record ProductPlan(
    Optional<Window> window,
    int groups,
    int outputs,
    boolean biased,
    boolean normalized,
    Optional<WeightRule> weights,
    Optional<ActivationRule> activation)
    implements LayerPlan {

  /** A hidden layer without bias: product, normalization, quantizer. */
  public static ProductPlan hidden(int outputs, ActivationRule activation) {
    return dense(outputs, false, true, Optional.of(activation));
  }

  /** A hidden layer with bias: product, bias, normalization, quantizer. */
  public static ProductPlan biasedHidden(int outputs, ActivationRule activation) {
    return dense(outputs, true, true, Optional.of(activation));
  }

  /** A last layer that ends in its bias. */
  public static ProductPlan biasedOutput(int outputs) {
    return dense(outputs, true, false, Optional.empty());
  }

  /** A last layer that ends in batch normalization. */
  public static ProductPlan normalizedOutput(int outputs) {
    return dense(outputs, false, true, Optional.empty());
  }

  /** A convolution without bias: product, normalization, quantizer. */
  public static ProductPlan convolution(int outputs, Window window, ActivationRule activation) {
    return new ProductPlan(
        Optional.of(window), 1, outputs, false, true, Optional.empty(), Optional.of(activation));
  }

  /** A convolution without bias that keeps each of {@code channels} channels to itself. */
  public static ProductPlan depthwise(int channels, Window window, ActivationRule activation) {
    return new ProductPlan(
        Optional.of(window),
        channels,
        channels,
        false,
        true,
        Optional.empty(),
        Optional.of(activation));
  }

  /** The same layer with a bias. */
  public ProductPlan withBias() {
    return new ProductPlan(window, groups, outputs, true, normalized, weights, activation);
  }

  /** The same layer without normalization. */
  public ProductPlan withoutNormalization() {
    return new ProductPlan(window, groups, outputs, biased, false, weights, activation);
  }

  /** The same layer with weights quantized by {@code rule}. */
  public ProductPlan withWeights(WeightRule rule) {
    return new ProductPlan(
        window, groups, outputs, biased, normalized, Optional.of(rule), activation);
  }

  private static ProductPlan dense(
      int outputs, boolean biased, boolean normalized, Optional<ActivationRule> activation) {
    return new ProductPlan(
        Optional.empty(), 1, outputs, biased, normalized, Optional.empty(), activation);
  }
}
