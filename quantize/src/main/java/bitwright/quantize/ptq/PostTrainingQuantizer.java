package bitwright.quantize.ptq;

import bitwright.arith.format.Format;
import bitwright.arith.network.MapShape;
import bitwright.quantize.ptq.QuantizationOptions.LayerFormats;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import bitwright.quantize.real.RealOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Quantizes a trained network without training: scales from a few images, weights rounded to their
 * grids, layer by layer from the input on, so that each layer is fitted to what the quantized
 * layers before it give.
 */
public final class PostTrainingQuantizer {

  private static final int MOST_SAMPLES = 1 << 18;

  private final RealNetwork original;
  private final List<double[]> images;
  private final boolean inputIsNonNegative;

  /**
   * A quantizer of one network.
   *
   * @param network the network
   * @param images images to calibrate on, in the order of ONNX
   */
  public PostTrainingQuantizer(RealNetwork network, List<double[]> images) {
    if (images.isEmpty()) {
      throw new IllegalArgumentException("calibration needs at least one image");
    }
    this.original = network;
    this.images = List.copyOf(images);
    this.inputIsNonNegative = images.stream().flatMapToDouble(Arrays::stream).allMatch(x -> x >= 0);
  }

  /** Quantizes every map that enters arithmetic, and all weights. */
  public QuantizedNetwork quantize(QuantizationOptions options) {
    RealNetwork network = prepared(options.techniques());
    RealEvaluator evaluator = new RealEvaluator(network);
    List<RealEvaluator.Values> reals = images.parallelStream().map(evaluator::values).toList();
    Map<Integer, ActivationQuantizer> activations = activations(network, options, reals);
    Map<Integer, QuantizedWeights> weights = new TreeMap<>();
    RealNetwork changed = network;
    List<List<double[]>> computed = new ArrayList<>();
    computed.add(quantized(activations.get(RealNetwork.INPUT), images));
    for (int i = 0; i < network.nodes().size(); i++) {
      RealNode node = network.nodes().get(i);
      List<MapShape> shapes = network.inputShapes(i);
      List<List<double[]>> inputs =
          node.inputs().stream().map(from -> computed.get(from + 1)).toList();
      RealOperator operator = node.operator();
      if (operator instanceof Linear linear) {
        int from = node.inputs().get(0);
        LayerQuantizer.Result result =
            new LayerQuantizer(options, linear, shapes.get(0), of(reals, from), inputs.get(0))
                .quantize(layer(network, options, i).weights());
        weights.put(i, result.weights());
        operator = result.operator(linear);
        changed = changed.with(i, operator);
      }
      computed.add(quantized(activations.get(i), results(operator, shapes, inputs)));
    }
    return new QuantizedNetwork(changed, activations, weights);
  }

  private RealNetwork prepared(Techniques techniques) {
    RealNetwork network = techniques.equalize() ? Equalization.apply(original) : original;
    return techniques.smooth().isPresent()
        ? Smoothing.apply(network, techniques.smooth().getAsDouble(), images)
        : network;
  }

  private List<double[]> of(List<RealEvaluator.Values> values, int node) {
    return values.stream().map(v -> v.of(node)).toList();
  }

  private static List<double[]> quantized(ActivationQuantizer quantizer, List<double[]> maps) {
    return quantizer == null ? maps : maps.parallelStream().map(quantizer).toList();
  }

  private static List<double[]> results(
      RealOperator operator, List<MapShape> shapes, List<List<double[]>> inputs) {
    return IntStream.range(0, inputs.get(0).size())
        .parallel()
        .mapToObj(image -> operator.apply(shapes, inputs.stream().map(m -> m.get(image)).toList()))
        .toList();
  }

  private static LayerFormats layer(RealNetwork network, QuantizationOptions options, int node) {
    return options
        .layers()
        .getOrDefault(
            network.nodes().get(node).name(),
            new LayerFormats(options.weights(), options.activations()));
  }

  private Map<Integer, ActivationQuantizer> activations(
      RealNetwork network, QuantizationOptions options, List<RealEvaluator.Values> values) {
    Map<Integer, ActivationQuantizer> quantizers = new TreeMap<>();
    for (int point : QuantizationPoints.of(network)) {
      Grid grid = new Grid(format(network, options, point));
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

  private Format format(RealNetwork network, QuantizationOptions options, int point) {
    Format format = options.activations();
    if (point == RealNetwork.INPUT) {
      format = options.input();
    } else {
      for (int node : network.linears()) {
        int from = network.nodes().get(node).inputs().get(0);
        if (QuantizationPoints.source(network, from) == point) {
          format = layer(network, options, node).activations();
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
    long total = (long) each * values.size();
    int step = (int) Math.max(1, total / MOST_SAMPLES);
    // A step without common factors with the size of a map visits all its places.
    while (step > 1 && gcd(step, each) > 1) {
      step++;
    }
    int stride = step;
    double least = values.stream().flatMapToDouble(v -> Arrays.stream(v.of(point))).min().orElse(0);
    double most = values.stream().flatMapToDouble(v -> Arrays.stream(v.of(point))).max().orElse(0);
    int count = (int) ((total + stride - 1) / stride);
    double[] samples = new double[count + 2];
    for (int i = 0; i < count; i++) {
      long at = (long) i * stride;
      samples[i] = values.get((int) (at / each)).of(point)[(int) (at % each)];
    }
    samples[count] = least;
    samples[count + 1] = most;
    return samples;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
