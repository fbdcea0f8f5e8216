package bitwright.training.qonnx;

import static bitwright.training.qonnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.ModelProto;
import bitwright.training.data.Digits;
import bitwright.training.grid.Grid;
import bitwright.training.network.ActivationRule;
import bitwright.training.network.InputRule;
import bitwright.training.network.LayerPlan;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.PoolPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.ResidualPlan;
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
  private final List<TrainedLayer> layers;
  private final GraphBuilder graph;
  private boolean flat;
  private int products;
  private int pools;
  private int blocks;

  private QonnxExporter(NetworkPlan plan, GraphStyle style, List<TrainedLayer> layers) {
    this.plan = plan;
    this.style = style;
    this.layers = layers;
    this.flat = !plan.takesMap();
    this.graph = new GraphBuilder(plan.name());
  }

  /**
   * Builds the model.
   *
   * @param layers the trained layers in the order of {@link NetworkPlan#products}
   */
  public static ModelProto export(NetworkPlan plan, GraphStyle style, List<TrainedLayer> layers) {
    return new QonnxExporter(plan, style, layers).build();
  }

  private ModelProto build() {
    String x = graph.input("image", 1, 1, Digits.SIDE, Digits.SIDE);
    if (!plan.takesMap()) {
      x = style.flat(graph, x, Digits.PIXELS);
    }
    x = input(x, plan.input());
    for (LayerPlan layer : plan.layers()) {
      x = layer(x, layer);
    }
    graph.output(x, 1, Digits.CLASSES);
    return graph.build();
  }

  private String layer(String x, LayerPlan layer) {
    if (layer instanceof ProductPlan product) {
      return product(x, product);
    }
    if (layer instanceof PoolPlan pool) {
      String name = "pool" + ++pools;
      String pooled = ConvolutionNodes.pool(graph, name, x, pool);
      return pool.activation().map(rule -> activation(name, pooled, rule)).orElse(pooled);
    }
    ResidualPlan residual = (ResidualPlan) layer;
    String branch = x;
    for (LayerPlan inner : residual.branch()) {
      branch = layer(branch, inner);
    }
    String name = "block" + ++blocks;
    String sum = graph.node(name + "_add", "Add", List.of(branch, x));
    return activation(name, sum, residual.activation());
  }

  private String product(String x, ProductPlan product) {
    TrainedLayer trained = layers.get(products);
    String layer = "layer" + ++products;
    Grid grid = plan.weights(product).grid();
    String y;
    if (product.window().isPresent()) {
      flat = false;
      y = style.convolution(graph, layer, x, product, grid, trained);
    } else {
      String vector = flat ? x : style.flat(graph, x, trained.weights().inputs());
      flat = true;
      y = style.product(graph, layer, vector, grid, trained);
    }
    if (trained.normalization().isPresent()) {
      y = normalized(layer, y, trained.normalization().get());
    }
    return product.activation().isPresent() ? activation(layer, y, product.activation().get()) : y;
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
    return QuantizerNodes.add(
        graph,
        layer + "_quant",
        rule.grid(),
        positive,
        () -> graph.scalar(layer + "_scale", rule.scale()));
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
