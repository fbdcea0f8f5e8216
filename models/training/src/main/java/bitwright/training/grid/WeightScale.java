package bitwright.training.grid;

/** Where the real factor of quantized weights comes from. */
public enum WeightScale {
  /** No factor: the weights are the values of the grid themselves. */
  ONE,
  /** One factor for the whole matrix. */
  PER_TENSOR,
  /** One factor for every output of the layer. */
  PER_CHANNEL
}
