package bitwright.training.network;

import bitwright.training.grid.Grid;

/**
 * How activations are quantized: {@code y = scale · nearest(x / scale)}, after a ReLU or not.
 *
 * @param grid their values at scale 1
 * @param scale one factor for the whole tensor
 * @param relu whether negative values are cut to zero first
 */
public record ActivationRule(Grid grid, float scale, boolean relu) {

  /** Quantizes {@code values} in place. */
  public void apply(float[] values) {
    for (int i = 0; i < values.length; i++) {
      double x = relu ? Math.max(0, values[i]) : values[i];
      values[i] = (float) (scale * grid.nearest(x / scale));
    }
  }

  /** The least value that can come out. */
  public double least() {
    return relu ? Math.max(0, scale * grid.least()) : scale * grid.least();
  }

  /** The greatest value that can come out. */
  public double greatest() {
    return scale * grid.greatest();
  }
}
