package bitwright.training.qat;

import bitwright.training.data.Augmenter;
import bitwright.training.qonnx.GraphStyle;
import java.util.List;

/**
 * What a network is to be and how it is trained.
 *
 * @param name file name without extension
 * @param hidden width of each hidden layer
 * @param input how pixels are quantized
 * @param weights how the weights of every layer are quantized
 * @param activations how the outputs of each hidden layer are quantized
 * @param hiddenBias whether hidden layers have a bias before their batch normalization
 * @param reshaped whether the exported graph flattens by {@code Reshape}, not {@code Flatten}
 * @param style how the exported graph spells a product
 * @param outputNormalized whether the last layer ends in batch normalization instead of a bias
 * @param recipe how long and how fast to learn
 */
public record NetworkPlan(
    String name,
    List<Integer> hidden,
    InputRule input,
    WeightRule weights,
    List<ActivationRule> activations,
    boolean hiddenBias,
    boolean outputNormalized,
    boolean reshaped,
    GraphStyle style,
    Recipe recipe) {

  /**
   * Training settings.
   *
   * @param epochs passes over the training digits
   * @param learningRate Adam's first step size; it falls to zero along a cosine
   * @param augmentation how digits are bent
   */
  public record Recipe(int epochs, float learningRate, Augmenter.Strength augmentation) {}

  /** Copies the lists and checks that every hidden layer has its activation. */
  public NetworkPlan {
    hidden = List.copyOf(hidden);
    activations = List.copyOf(activations);
    if (hidden.size() != activations.size()) {
      throw new IllegalArgumentException(
          name + ": " + hidden.size() + " hidden layers, " + activations.size() + " activations");
    }
  }
}
