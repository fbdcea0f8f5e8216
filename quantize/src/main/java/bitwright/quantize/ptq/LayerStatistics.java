package bitwright.quantize.ptq;

import bitwright.arith.network.MapShape;
import bitwright.quantize.real.Linear;
import java.util.List;

/**
 * Mean and standard deviation of every channel of a map, over images and pixels.
 *
 * @param mean per channel
 * @param deviation per channel
 */
record LayerStatistics(double[] mean, double[] deviation) {

  /** Of what a layer gives for some inputs. */
  static LayerStatistics of(Linear layer, MapShape shape, List<double[]> inputs) {
    List<double[]> outputs =
        inputs.parallelStream().map(x -> layer.apply(List.of(shape), List.of(x))).toList();
    return of(outputs, layer.rows());
  }

  static LayerStatistics of(List<double[]> maps, int channels) {
    double[] mean = new double[channels];
    double[] deviation = new double[channels];
    int pixels = maps.get(0).length / channels;
    double count = (double) maps.size() * pixels;
    for (double[] map : maps) {
      for (int i = 0; i < map.length; i++) {
        mean[i / pixels] += map[i] / count;
      }
    }
    for (double[] map : maps) {
      for (int i = 0; i < map.length; i++) {
        double d = map[i] - mean[i / pixels];
        deviation[i / pixels] += d * d / count;
      }
    }
    for (int c = 0; c < channels; c++) {
      deviation[c] = Math.sqrt(deviation[c]);
    }
    return new LayerStatistics(mean, deviation);
  }
}
