package bitwright.training.network;

import java.util.Optional;

/**
 * A pooling layer.
 *
 * @param kind what it makes of a window
 * @param window the window; unused by a global average
 * @param activation the quantizer of its outputs; none after a maximum, whose outputs are inputs
 */
public record PoolPlan(Kind kind, Window window, Optional<ActivationRule> activation)
    implements LayerPlan {

  /** What a pooling layer makes of a window. */
  public enum Kind {
    /** The greatest value; the border never is. */
    MAX,
    /** The mean. */
    AVERAGE,
    /** The mean of a whole channel; feature maps become vectors. */
    GLOBAL_AVERAGE
  }

  /** The greatest value of each window. */
  public static PoolPlan max(Window window) {
    return new PoolPlan(Kind.MAX, window, Optional.empty());
  }

  /** The mean of each window, quantized. */
  public static PoolPlan average(Window window, ActivationRule activation) {
    return new PoolPlan(Kind.AVERAGE, window, Optional.of(activation));
  }

  /** The mean of each channel, quantized. */
  public static PoolPlan globalAverage(ActivationRule activation) {
    return new PoolPlan(Kind.GLOBAL_AVERAGE, Window.valid(1), Optional.of(activation));
  }
}
