package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.List;

/** Maps of one height and width behind each other, channel by channel. */
public record Concat() implements RealOperator {

  @Override
  public MapShape output(List<MapShape> inputs) {
    MapShape first = inputs.get(0);
    int channels = 0;
    for (MapShape input : inputs) {
      if (input.height() != first.height() || input.width() != first.width()) {
        throw new IllegalArgumentException(
            "maps of %s and %s cannot be joined".formatted(first, input));
      }
      channels += input.channels();
    }
    return first.withChannels(channels);
  }

  @Override
  public double[] apply(List<MapShape> shapes, List<double[]> inputs) {
    double[] result = new double[output(shapes).elements()];
    int at = 0;
    for (double[] input : inputs) {
      System.arraycopy(input, 0, result, at, input.length);
      at += input.length;
    }
    return result;
  }
}
