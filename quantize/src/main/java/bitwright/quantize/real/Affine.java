package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.List;

/**
 * {@code factor[c] · x + offset[c]} per channel: batch normalization, scales and biases that no
 * linear layer has taken up.
 *
 * @param factor one factor per channel
 * @param offset one addend per channel
 */
public record Affine(double[] factor, double[] offset) implements RealOperator {

  /** Copies the arrays. */
  public Affine {
    factor = factor.clone();
    offset = offset.clone();
    if (factor.length != offset.length) {
      throw new IllegalArgumentException(
          "%d factors and %d offsets".formatted(factor.length, offset.length));
    }
  }

  /** A copy of the factors. */
  @Override
  public double[] factor() {
    return factor.clone();
  }

  /** A copy of the offsets. */
  @Override
  public double[] offset() {
    return offset.clone();
  }

  @Override
  public MapShape output(List<MapShape> inputs) {
    if (inputs.get(0).channels() != factor.length) {
      throw new IllegalArgumentException(
          "%d factors do not fit a map of %s".formatted(factor.length, inputs.get(0)));
    }
    return inputs.get(0);
  }

  @Override
  public double[] apply(List<MapShape> shapes, List<double[]> inputs) {
    int pixels = shapes.get(0).pixels();
    double[] result = inputs.get(0).clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = factor[i / pixels] * result[i] + offset[i / pixels];
    }
    return result;
  }
}
