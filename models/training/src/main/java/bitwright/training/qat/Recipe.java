package bitwright.training.qat;

import bitwright.training.data.Augmenter;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training digits
 * @param learningRate Adam's first step size; it falls to zero along a cosine
 * @param augmentation how digits are bent
 */
public record Recipe(int epochs, float learningRate, Augmenter.Strength augmentation) {

  /** The same recipe with another number of epochs. */
  public Recipe withEpochs(int count) {
    return new Recipe(count, learningRate, augmentation);
  }
}
