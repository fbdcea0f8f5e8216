package bitwright.training.qonnx;

import static bitwright.training.qonnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.ModelProto;
import bitwright.training.data.Digits;
import bitwright.training.network.ActivationRule;
import bitwright.training.network.InputRule;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.TrainedLayer;
import java.util.List;

/**
 * Writes a trained network as QONNX: input {@code image}, float32 [1,1,28,28] in [0, 1]; output
 * logits, float32 [1,10].
 *
 * <p>Nothing is folded: quantizers, scales and batch normalization stay nodes of their own. Equal
 * parameters give equal bytes.
 */
public final class QonnxExporter {

  private final NetworkPlan plan;
  private final GraphStyle style;
  private final GraphBuilder graph;

  private QonnxExporter(NetworkPlan plan, GraphStyle style) {
    this.plan = plan;
    this.style = style;
    this.graph = new GraphBuilder(plan.name());
  }

  /**
   * Builds the model.
   *
   * @param layers the trained layers, first to last
   */
  public static ModelProto export(NetworkPlan plan, GraphStyle style, List<TrainedLayer> layers) {
    return new QonnxExporter(plan, style).build(layers);
  }

  private ModelProto build(List<TrainedLayer> layers) {
    String x = style.flat(graph, graph.input("image", 1, 1, Digits.SIDE, Digits.SIDE));
    x = input(x, plan.input());
    for (int i = 0; i < layers.size(); i++) {
      String layer = "layer" + (i + 1);
      TrainedLayer trained = layers.get(i);
      x = style.product(graph, layer, x, plan.weights().grid(), trained);
      if (trained.normalization().isPresent()) {
        x = normalized(layer, x, trained.normalization().get());
      }
      if (plan.layers().get(i).activation().isPresent()) {
        x = activation(layer, x, plan.layers().get(i).activation().get());
      }
    }
    graph.output(x, 1, Digits.CLASSES);
    return graph.build();
  }

  private String input(String x, InputRule rule) {
    String affine = x;
    if (rule.gain() != 1) {
      affine = graph.node("gain", "Mul", List.of(affine, graph.scalar("input_gain", rule.gain())));
    }
    if (rule.offset() != 0) {
      affine =
          graph.node("offset", "Sub", List.of(affine, graph.scalar("input_offset", rule.offset())));
    }
    return activation("input", affine, rule.quantizer());
  }

  private String activation(String layer, String x, ActivationRule rule) {
    String positive = rule.relu() ? graph.node(layer + "_relu", "Relu", List.of(x)) : x;
    String scale = graph.scalar(layer + "_scale", rule.scale());
    return QuantizerNodes.add(graph, layer + "_quant", rule.grid(), positive, scale);
  }

  private String normalized(String layer, String x, TrainedLayer.Normalization trained) {
    int channels = trained.gamma().length;
    return graph.node(
        layer + "_norm",
        "BatchNormalization",
        List.of(
            x,
            graph.floats(layer + "_norm_gamma", trained.gamma(), channels),
            graph.floats(layer + "_norm_beta", trained.beta(), channels),
            graph.floats(layer + "_norm_mean", trained.mean(), channels),
            graph.floats(layer + "_norm_variance", trained.variance(), channels)),
        attribute("epsilon", TrainedLayer.Normalization.EPSILON));
  }
}
