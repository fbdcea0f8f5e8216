package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A float network and what it computes for the calibration images, with all that follows from the
 * two and is wanted again for other formats. Any number of threads may use it.
 */
final class CalibratedNetwork {

  private static final int MOST_SAMPLES = 1 << 18;

  private final RealNetwork network;
  private final Map<Integer, List<double[]>> maps = new TreeMap<>();
  private final Map<Object, Object> known = new ConcurrentHashMap<>();

  CalibratedNetwork(RealNetwork network, List<double[]> images) {
    this.network = network;
    TreeSet<Integer> kept = QuantizationPoints.of(network);
    network.linears().forEach(node -> kept.add(network.nodes().get(node).inputs().get(0)));
    RealEvaluator evaluator = new RealEvaluator(network);
    List<Map<Integer, double[]>> values =
        images.parallelStream()
            .map(
                image -> {
                  RealEvaluator.Values all = evaluator.values(image);
                  Map<Integer, double[]> some = new TreeMap<>();
                  kept.forEach(node -> some.put(node, all.of(node)));
                  return some;
                })
            .toList();
    kept.forEach(node -> maps.put(node, values.stream().map(v -> v.get(node)).toList()));
  }

  /** The network. */
  RealNetwork network() {
    return network;
  }

  /** What enters a linear layer, image by image; shared, not to be changed. */
  List<double[]> inputs(int linear) {
    return maps.get(network.nodes().get(linear).inputs().get(0));
  }

  /** The quantizer behind a node: that of the best format. */
  ActivationQuantizer activations(int point, FormatChoice formats, QuantizationOptions options) {
    Calibration calibration = options.activationCalibration();
    return keep(
        List.of("activations", point, formats, calibration, options.powerOfTwoScales()),
        () -> {
          Samples samples = samples(point);
          ActivationQuantizer best = null;
          double least = Double.POSITIVE_INFINITY;
          for (Format format : formats.formats()) {
            Grid grid = new Grid(format);
            float scale = Scales.choose(grid, samples, calibration, options.powerOfTwoScales());
            double error = formats.formats().size() == 1 ? 0 : samples.error(grid, scale);
            if (error < least) {
              least = error;
              best = new ActivationQuantizer(grid, scale);
            }
          }
          return best;
        });
  }

  /** Format and scales of the weights of a layer: those of the best format. */
  WeightScales weightScales(int linear, FormatChoice formats, QuantizationOptions options) {
    Calibration calibration = options.weightCalibration();
    boolean pot = options.powerOfTwoScales();
    return keep(
        List.of("weights", linear, formats, calibration, pot, options.perChannel()),
        () -> {
          double[][] weights = network.linear(linear).weights();
          WeightScales best = null;
          double least = Double.POSITIVE_INFINITY;
          for (Format format : formats.formats()) {
            WeightScales scales =
                WeightScales.of(new Grid(format), weights, calibration, pot, options.perChannel());
            double error = formats.formats().size() == 1 ? 0 : scales.error(weights);
            if (error < least) {
              least = error;
              best = scales;
            }
          }
          return best;
        });
  }

  /** Mean and deviation of what a layer gives. */
  LayerStatistics statistics(int node) {
    return keep(
        List.of("statistics", node),
        () -> {
          Linear linear = network.linear(node);
          return LayerStatistics.of(linear, network.inputShapes(node).get(0), inputs(node));
        });
  }

  private Samples samples(int point) {
    return keep(List.of("samples", point), () -> new Samples(some(maps.get(point))));
  }

  /** Every so many values, and the extremes. */
  private static double[] some(List<double[]> maps) {
    int each = maps.get(0).length;
    long total = (long) each * maps.size();
    int stride = (int) Math.max(1, total / MOST_SAMPLES);
    // A step without common factors with the size of a map visits all its places.
    while (stride > 1 && gcd(stride, each) > 1) {
      stride++;
    }
    int count = (int) ((total + stride - 1) / stride);
    double[] samples = new double[count + 2];
    for (int i = 0; i < count; i++) {
      long at = (long) i * stride;
      samples[i] = maps.get((int) (at / each))[(int) (at % each)];
    }
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double[] map : maps) {
      for (double x : map) {
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
    }
    samples[count] = least;
    samples[count + 1] = most;
    return samples;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private interface Maker<T> {
    T make();
  }

  // What is made twice by two threads at once is equal.
  @SuppressWarnings("unchecked")
  private <T> T keep(Object key, Maker<T> maker) {
    Object value = known.get(key);
    if (value == null) {
      value = maker.make();
      known.put(key, value);
    }
    return (T) value;
  }
}
