package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import java.util.List;

/**
 * The sum of the elements under a window, per channel, divided by the kernel's size; the border
 * counts as zero.
 *
 * @param window how it slides
 */
public record AveragePool(Window window) implements RealOperator {

  @Override
  public MapShape output(List<MapShape> inputs) {
    return window.output(inputs.get(0), inputs.get(0).channels());
  }

  @Override
  public double[] apply(List<MapShape> shapes, List<double[]> inputs) {
    MapShape shape = shapes.get(0);
    int pixels = output(shapes).pixels();
    double[] result = new double[shape.channels() * pixels];
    double[] seen = new double[pixels];
    for (int channel = 0; channel < shape.channels(); channel++) {
      for (int ky = 0; ky < window.kernelHeight(); ky++) {
        for (int kx = 0; kx < window.kernelWidth(); kx++) {
          Taps.fill(window, shape, inputs.get(0), channel, ky, kx, 0, seen);
          for (int i = 0; i < pixels; i++) {
            result[channel * pixels + i] += seen[i];
          }
        }
      }
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= window.positions();
    }
    return result;
  }
}
