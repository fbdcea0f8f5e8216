package bitwright.quantize.ptq;

import java.util.function.UnaryOperator;

/**
 * A quantizer of a feature map: {@code x ↦ scale · nearest(x / scale)}.
 *
 * @param grid the values at scale 1
 * @param scale one factor for the whole map
 */
public record ActivationQuantizer(Grid grid, float scale) implements UnaryOperator<double[]> {

  /** Checks the scale. */
  public ActivationQuantizer {
    if (!(scale > 0) || Float.isInfinite(scale)) {
      throw new IllegalArgumentException("a scale is positive and finite, not " + scale);
    }
  }

  @Override
  public double[] apply(double[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = scale * grid.nearest(values[i] / scale);
    }
    return result;
  }
}
