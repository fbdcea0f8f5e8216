package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The greatest element under a window, per channel; the border never is.
 *
 * @param window how it slides
 */
public record MaxPool(Window window) implements RealOperator {

  @Override
  public MapShape output(List<MapShape> inputs) {
    return window.output(inputs.get(0), inputs.get(0).channels());
  }

  @Override
  public double[] apply(List<MapShape> shapes, List<double[]> inputs) {
    MapShape shape = shapes.get(0);
    int pixels = output(shapes).pixels();
    double[] result = new double[shape.channels() * pixels];
    Arrays.fill(result, Double.NEGATIVE_INFINITY);
    double[] seen = new double[pixels];
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
          Taps.fill(window, shape, inputs.get(0), channel, ky, kx, Double.NEGATIVE_INFINITY, seen);
          for (int i = 0; i < pixels; i++) {
            int at = channel * pixels + i;
            result[at] = Math.max(result[at], seen[i]);
          }
        }
      }
    }
    return result;
  }
}
