package bitwright.training.qat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;

/** The straight-through estimator. */
final class StraightThrough {

  private StraightThrough() {}

  /**
   * Has the value of {@code quantized} and the gradient of {@code x} limited to [low, high].
   *
   * <p>The result lives as long as {@code low}, {@code high} and {@code quantized}, not as long as
   * {@code x}, which may be a parameter: an array belongs to the manager of its first operand, so
   * {@code x} is never the first.
   *
   * @param low least value that the quantizer can produce, of a shape that broadcasts to {@code x}
   * @param high greatest value that the quantizer can produce
   */
  static NDArray of(NDArray x, NDArray quantized, NDArray low, NDArray high) {
    NDArray limited = NDArrays.minimum(high, NDArrays.maximum(low, x));
    return limited.add(quantized.sub(limited).stopGradient());
  }
}
