package bitwright.quantize.ptq;

import bitwright.arith.network.MapShape;
import bitwright.quantize.ptq.QuantizationOptions.LayerFormats;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import bitwright.quantize.real.RealOperator;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Quantizes a trained network without training: scales from a few images, weights rounded to their
 * grids, layer by layer from the input on, so that each layer is fitted to what the quantized
 * layers before it give.
 *
 * <p>What jobs of different formats share is kept as long as memory lasts. Any number of threads
 * may use it; results depend neither on their number nor on what is kept.
 */
public final class PostTrainingQuantizer {

  private final RealNetwork original;
  private final List<double[]> images;
  private final boolean inputIsNonNegative;
  private final Map<Object, SoftReference<CalibratedNetwork>> prepared = new HashMap<>();

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

  /** The layers with weights that the network's input enters, whose format is the input's. */
  public static List<String> layersOfInput(RealNetwork network) {
    return network.linears().stream()
        .map(network.nodes()::get)
        .filter(
            node -> QuantizationPoints.source(network, node.inputs().get(0)) == RealNetwork.INPUT)
        .map(RealNode::name)
        .toList();
  }

  /**
   * Quantizes every map that enters arithmetic, and all weights.
   *
   * @throws FormatException if weights are negative that a format without sign is named for
   */
  public QuantizedNetwork quantize(QuantizationOptions options) {
    CalibratedNetwork calibrated = prepared(options.techniques());
    RealNetwork network = calibrated.network();
    Map<Integer, ActivationQuantizer> activations = new TreeMap<>();
    for (int point : QuantizationPoints.of(network)) {
      FormatChoice formats = formats(network, options, point);
      activations.put(point, calibrated.activations(point, formats, options));
    }
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
        LayerQuantizer.Result result =
            new LayerQuantizer(options, calibrated, i, inputs.get(0))
                .quantize(layer(network, options, i).weights());
        weights.put(i, result.weights());
        operator = result.operator(linear);
        changed = changed.with(i, operator);
      }
      computed.add(quantized(activations.get(i), results(operator, shapes, inputs)));
    }
    return new QuantizedNetwork(changed, activations, weights);
  }

  private synchronized CalibratedNetwork prepared(Techniques techniques) {
    Object key = List.of(techniques.equalize(), techniques.smooth());
    SoftReference<CalibratedNetwork> kept = prepared.get(key);
    CalibratedNetwork calibrated = kept == null ? null : kept.get();
    if (calibrated == null) {
      calibrated = new CalibratedNetwork(scaled(techniques), images);
      prepared.put(key, new SoftReference<>(calibrated));
    }
    return calibrated;
  }

  private RealNetwork scaled(Techniques techniques) {
    RealNetwork network = techniques.equalize() ? Equalization.apply(original) : original;
    return techniques.smooth().isPresent()
        ? Smoothing.apply(network, techniques.smooth().getAsDouble(), images)
        : network;
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

  private FormatChoice formats(RealNetwork network, QuantizationOptions options, int point) {
    FormatChoice formats = options.activations();
    if (point == RealNetwork.INPUT) {
      formats = options.input();
    } else {
      for (int node : network.linears()) {
        int from = network.nodes().get(node).inputs().get(0);
        if (QuantizationPoints.source(network, from) == point) {
          formats = layer(network, options, node).activations();
        }
      }
    }
    return QuantizationPoints.isNonNegative(network, point, inputIsNonNegative)
        ? formats.unsigned()
        : formats;
  }
}
