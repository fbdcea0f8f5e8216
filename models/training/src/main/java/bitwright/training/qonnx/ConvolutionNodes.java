package bitwright.training.qonnx;

import static bitwright.training.qonnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.training.grid.Grid;
import bitwright.training.grid.QuantizedWeights;
import bitwright.training.network.PoolPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.TrainedLayer;
import bitwright.training.network.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes convolutions and pooling layers. N is the number of output channels. */
final class ConvolutionNodes {

  private ConvolutionNodes() {}

  /** Weights [N,C/groups,k,k] through their quantizer, {@code Conv} with the bias, if any. */
  static String quantized(
      GraphBuilder graph,
      String layer,
      String x,
      ProductPlan plan,
      Grid grid,
      TrainedLayer trained) {
    QuantizedWeights weights = trained.weights();
    String values = weights(graph, layer, plan, weights.scaled(), weights);
    String quantized =
        QuantizerNodes.add(
            graph,
            layer + "_weight_quant",
            grid,
            values,
            () -> GraphStyle.scales(graph, layer, weights, weights.outputs(), 1, 1, 1));
    List<String> inputs = new ArrayList<>(List.of(x, quantized));
    if (plan.biased()) {
      inputs.add(graph.floats(layer + "_bias", trained.bias(), trained.bias().length));
    }
    return conv(graph, layer, plan, inputs);
  }

  /** Grid values without a quantizer, {@code Conv}, {@code Mul} by their scale, {@code Add}. */
  static String rescaled(
      GraphBuilder graph, String layer, String x, ProductPlan plan, TrainedLayer trained) {
    QuantizedWeights weights = trained.weights();
    String values = weights(graph, layer, plan, weights.values(), weights);
    String scales = GraphStyle.scales(graph, layer, weights, 1, weights.outputs(), 1, 1);
    String product = conv(graph, layer, plan, List.of(x, values));
    String scaled = graph.node(layer + "_rescale", "Mul", List.of(product, scales));
    if (!plan.biased()) {
      return scaled;
    }
    String bias = graph.floats(layer + "_bias", trained.bias(), 1, weights.outputs(), 1, 1);
    return graph.node(layer + "_add", "Add", List.of(scaled, bias));
  }

  /** A pooling layer without its quantizer. */
  static String pool(GraphBuilder graph, String layer, String x, PoolPlan plan) {
    return switch (plan.kind()) {
      case MAX -> graph.node(layer, "MaxPool", List.of(x), window(plan.window()));
      case AVERAGE -> graph.node(layer, "AveragePool", List.of(x), window(plan.window()));
      case GLOBAL_AVERAGE -> graph.node(layer, "GlobalAveragePool", List.of(x));
    };
  }

  private static String weights(
      GraphBuilder graph,
      String layer,
      ProductPlan plan,
      float[] values,
      QuantizedWeights weights) {
    int kernel = plan.window().orElseThrow().kernel();
    int channels = weights.inputs() / (kernel * kernel);
    return graph.floats(layer + "_weight", values, weights.outputs(), channels, kernel, kernel);
  }

  private static String conv(
      GraphBuilder graph, String layer, ProductPlan plan, List<String> inputs) {
    List<AttributeProto> attributes = new ArrayList<>(List.of(window(plan.window().orElseThrow())));
    if (plan.groups() > 1) {
      attributes.add(attribute("group", plan.groups()));
    }
    return graph.node(layer + "_conv", "Conv", inputs, attributes.toArray(AttributeProto[]::new));
  }

  /** What is not said has its default: windows move one by one and stay inside. */
  private static AttributeProto[] window(Window window) {
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(attribute("kernel_shape", Collections.nCopies(2, (long) window.kernel())));
    if (window.stride() > 1) {
      attributes.add(attribute("strides", Collections.nCopies(2, (long) window.stride())));
    }
    if (window.padding() > 0) {
      attributes.add(attribute("pads", Collections.nCopies(4, (long) window.padding())));
    }
    return attributes.toArray(AttributeProto[]::new);
  }
}
