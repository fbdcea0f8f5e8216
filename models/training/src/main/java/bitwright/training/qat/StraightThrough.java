package bitwright.training.qat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;

/** The straight-through estimator. */
final class StraightThrough {

  private StraightThrough() {}

  /**
   * Has the value of {@code quantized} and the gradient of {@code x} limited to [low, high].
   *
   * @param low least value that the quantizer can produce, of a shape that broadcasts to {@code x}
   * @param high greatest value that the quantizer can produce
   */
  static NDArray of(NDArray x, NDArray quantized, NDArray low, NDArray high) {
    NDArray limited = NDArrays.minimum(NDArrays.maximum(x, low), high);
    return limited.add(quantized.sub(limited).stopGradient());
  }
}
