package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Computes a network in double precision, one image at a time. It has no state that changes: any
 * number of threads may use it.
 */
public final class RealEvaluator {

  private final RealNetwork network;
  private final List<UnaryOperator<double[]>> quantizers;

  /** An evaluator that quantizes nothing. */
  public RealEvaluator(RealNetwork network) {
    this(network, List.of());
  }

  /**
   * An evaluator that changes what the nodes give before it is used, as quantizers do.
   *
   * @param quantizers what is done to the input, then to each node's result; empty for nothing. A
   *     quantizer gives a new array or its argument
   */
  public RealEvaluator(RealNetwork network, List<UnaryOperator<double[]>> quantizers) {
    if (!quantizers.isEmpty() && quantizers.size() != network.nodes().size() + 1) {
      throw new IllegalArgumentException(
          "%d quantizers for an input and %d nodes"
              .formatted(quantizers.size(), network.nodes().size()));
    }
    this.network = network;
    this.quantizers = List.copyOf(quantizers);
  }

  /** The outputs for an image in the order of ONNX, before a Softmax. */
  public double[] outputs(double[] image) {
    Values values = values(image);
    return values.of(network.nodes().size() - 1);
  }

  /** All values for an image in the order of ONNX. */
  public Values values(double[] image) {
    if (image.length != network.input().elements()) {
      throw new IllegalArgumentException(
          "an image of %d elements for a network that takes %s"
              .formatted(image.length, network.input()));
    }
    List<double[]> computed = new ArrayList<>();
    computed.add(quantized(0, image));
    for (int i = 0; i < network.nodes().size(); i++) {
      RealNode node = network.nodes().get(i);
      List<MapShape> shapes = network.inputShapes(i);
      List<double[]> inputs = new ArrayList<>();
      node.inputs().forEach(from -> inputs.add(computed.get(from + 1)));
      computed.add(quantized(i + 1, node.operator().apply(shapes, inputs)));
    }
    return new Values(List.copyOf(computed));
  }

  private double[] quantized(int at, double[] values) {
    return quantizers.isEmpty() ? values : quantizers.get(at).apply(values);
  }

  /** What every node gave for one image. The arrays are shared: do not change them. */
  public static final class Values {

    private final List<double[]> computed;

    private Values(List<double[]> computed) {
      this.computed = computed;
    }

    /** A node's result, or the input, after its quantizer. */
    public double[] of(int node) {
      return computed.get(node - RealNetwork.INPUT);
    }
  }
}
