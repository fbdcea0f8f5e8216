package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.List;

/**
 * {@code min(max(x, low), high)}; the rectifier is [0, ∞).
 *
 * @param low the least value, possibly −∞
 * @param high the greatest value, possibly ∞
 */
public record Clamp(double low, double high) implements RealOperator {

  /** {@code max(x, 0)}. */
  public static final Clamp RELU = new Clamp(0, Double.POSITIVE_INFINITY);

  /** Checks the order. */
  public Clamp {
    if (!(low <= high)) {
      throw new IllegalArgumentException("cannot clamp to [%s, %s]".formatted(low, high));
    }
  }

  @Override
  public MapShape output(List<MapShape> inputs) {
    return inputs.get(0);
  }

  @Override
  public double[] apply(List<MapShape> shapes, List<double[]> inputs) {
    double[] result = inputs.get(0).clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = Math.min(Math.max(result[i], low), high);
    }
    return result;
  }
}
