package bitwright.training.network;

import bitwright.training.grid.QuantizedWeights;
import java.util.Optional;

/**
 * The parameters of one trained layer.
 *
 * @param weights quantized weights
 * @param bias one bias per output, or none (empty array)
 * @param normalization batch normalization after the product, if any
 */
public record TrainedLayer(
    QuantizedWeights weights, float[] bias, Optional<Normalization> normalization) {

  /**
   * Batch normalization {@code gamma · (x − mean) / sqrt(variance + epsilon) + beta} per output.
   *
   * @param gamma factor
   * @param beta offset
   * @param mean running mean
   * @param variance running variance
   */
  public record Normalization(float[] gamma, float[] beta, float[] mean, float[] variance) {

    /** What keeps the root away from zero. */
    public static final float EPSILON = 1e-5f;
  }
}
