package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.List;

/** The sum of maps of one shape. */
public record Sum() implements RealOperator {

  @Override
  public MapShape output(List<MapShape> inputs) {
    for (MapShape input : inputs) {
      if (!input.equals(inputs.get(0))) {
        throw new IllegalArgumentException(
            "maps of %s and %s cannot be added".formatted(inputs.get(0), input));
      }
    }
    return inputs.get(0);
  }

  @Override
  public double[] apply(List<MapShape> shapes, List<double[]> inputs) {
    double[] result = inputs.get(0).clone();
    for (double[] input : inputs.subList(1, inputs.size())) {
      for (int i = 0; i < result.length; i++) {
        result[i] += input[i];
      }
    }
    return result;
  }
}
