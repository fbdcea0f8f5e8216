package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.quantize.ptq.QuantizationOptions.LayerFormats;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Quantizes a trained network without training: scales from a few images, weights rounded to their
 * grids.
 */
public final class PostTrainingQuantizer {

  private static final int MOST_SAMPLES = 1 << 18;

  private final RealNetwork network;
  private final List<double[]> images;
  private final boolean inputIsNonNegative;

  /**
   * A quantizer of one network.
   *
   * @param images images to calibrate on, in the order of ONNX
   */
  public PostTrainingQuantizer(RealNetwork network, List<double[]> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("calibration needs at least one image");
    }
    this.network = network;
    this.images = List.copyOf(images);
    this.inputIsNonNegative = images.stream().flatMapToDouble(Arrays::stream).allMatch(x -> x >= 0);
  }

  /** Quantizes every map that enters arithmetic, and all weights. */
  public QuantizedNetwork quantize(QuantizationOptions options) {
    Map<Integer, ActivationQuantizer> activations = activations(options);
    Map<Integer, QuantizedWeights> weights = new TreeMap<>();
    for (int node : network.linears()) {
      Format format = layer(options, node).weights();
      weights.put(node, nearest(network.linear(node), new Grid(format), options));
    }
    return new QuantizedNetwork(network, activations, weights);
  }

  private LayerFormats layer(QuantizationOptions options, int node) {
    return options
        .layers()
        .getOrDefault(
            network.nodes().get(node).name(),
            new LayerFormats(options.weights(), options.activations()));
  }

  private Map<Integer, ActivationQuantizer> activations(QuantizationOptions options) {
    RealEvaluator evaluator = new RealEvaluator(network);
    Map<Integer, ActivationQuantizer> quantizers = new TreeMap<>();
    List<RealEvaluator.Values> values = images.parallelStream().map(evaluator::values).toList();
    for (int point : QuantizationPoints.of(network)) {
      Grid grid = new Grid(format(options, point));
      float scale =
          Scales.choose(
              grid,
              samples(values, point),
              options.activationCalibration(),
              options.powerOfTwoScales());
      quantizers.put(point, new ActivationQuantizer(grid, scale));
    }
    return quantizers;
  }

  private Format format(QuantizationOptions options, int point) {
    Format format = options.activations();
    if (point == RealNetwork.INPUT) {
      format = options.input();
    } else {
      for (int node : network.linears()) {
        int from = network.nodes().get(node).inputs().get(0);
        if (QuantizationPoints.source(network, from) == point) {
          format = layer(options, node).activations();
        }
      }
    }
    return QuantizationPoints.isNonNegative(network, point, inputIsNonNegative)
        ? UnsignedTwin.of(format)
        : format;
  }

  /** Every so many values, and the extremes. */
  private static double[] samples(List<RealEvaluator.Values> values, int point) {
    int each = values.get(0).of(point).length;
    int stride = Math.max(1, (int) ((long) each * values.size() / MOST_SAMPLES));
    // A stride without common factors with the size of a map visits all its places.
    while (gcd(stride, each) > 1 && stride > 1) {
      stride++;
    }
    int step = stride;
    long total = (long) each * values.size();
    double least = values.stream().flatMapToDouble(v -> Arrays.stream(v.of(point))).min().orElse(0);
    double most = values.stream().flatMapToDouble(v -> Arrays.stream(v.of(point))).max().orElse(0);
    int count = (int) ((total + step - 1) / step);
    double[] samples = new double[count + 2];
    IntStream.range(0, count)
        .forEach(
            i -> {
              long at = (long) i * step;
              samples[i] = values.get((int) (at / each)).of(point)[(int) (at % each)];
            });
    samples[count] = least;
    samples[count + 1] = most;
    return samples;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Weights rounded to the nearest values of their grid. */
  static QuantizedWeights nearest(Linear linear, Grid grid, QuantizationOptions options) {
    double[][] weights = linear.weights();
    float[] scales = new float[options.perChannel() ? weights.length : 1];
    for (int i = 0; i < scales.length; i++) {
      double[] samples =
          options.perChannel()
              ? weights[i]
              : Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
      scales[i] =
          Scales.choose(grid, samples, options.weightCalibration(), options.powerOfTwoScales());
    }
    int[][] ranks = new int[weights.length][];
    for (int n = 0; n < ranks.length; n++) {
      double scale = scales[scales.length == 1 ? 0 : n];
      ranks[n] = Arrays.stream(weights[n]).mapToInt(w -> grid.rank(w / scale)).toArray();
    }
    return new QuantizedWeights(grid, scales, ranks);
  }
}
