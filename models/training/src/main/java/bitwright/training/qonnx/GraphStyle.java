package bitwright.training.qonnx;

import static bitwright.training.qonnx.GraphBuilder.attribute;

import bitwright.training.grid.Grid;
import bitwright.training.grid.QuantizedWeights;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.TrainedLayer;
import java.util.List;

/**
 * How a graph spells flattening, and the product of a layer.
 *
 * <p>Exporters spell the same layer in many ways; the bundled networks use several on purpose,
 * since the importer is tested with them. N is the number of outputs, K of inputs.
 */
public enum GraphStyle {

  /** Weights [N,K] through their quantizer, {@code Transpose}, {@code MatMul}. */
  TRANSPOSED_MATMUL {
    @Override
    String product(GraphBuilder graph, String layer, String x, Grid grid, TrainedLayer trained) {
      String transposed =
          graph.node(
              layer + "_transpose",
              "Transpose",
              List.of(rowMajorQuantized(graph, layer, grid, trained.weights())),
              attribute("perm", List.of(1L, 0L)));
      return biased(graph, layer, matMul(graph, layer, x, transposed), trained.bias());
    }
  },

  /** {@code Reshape} to a fixed shape; weights [K,N] through their quantizer, {@code MatMul}. */
  RESHAPED_MATMUL {
    @Override
    String flat(GraphBuilder graph, String map, int elements) {
      String shape = graph.longs("flat_shape", 1, elements);
      return graph.node("reshape", "Reshape", List.of(map, shape));
    }

    @Override
    String product(GraphBuilder graph, String layer, String x, Grid grid, TrainedLayer trained) {
      QuantizedWeights weights = trained.weights();
      String scales = scales(graph, layer, weights, 1, weights.outputs());
      String values = columnMajor(graph, layer, weights, weights.scaled());
      String quantized =
          QuantizerNodes.add(graph, layer + "_weight_quant", grid, values, () -> scales);
      return biased(graph, layer, matMul(graph, layer, x, quantized), trained.bias());
    }
  },

  /** Weights [N,K] through their quantizer, {@code Gemm} with {@code transB} and the bias. */
  GEMM {
    @Override
    String product(GraphBuilder graph, String layer, String x, Grid grid, TrainedLayer trained) {
      if (trained.bias().length == 0) {
        throw new IllegalArgumentException(layer + " has no bias: this style needs one");
      }
      String quantized = rowMajorQuantized(graph, layer, grid, trained.weights());
      String bias = graph.floats(layer + "_bias", trained.bias(), trained.bias().length);
      return graph.node(
          layer + "_gemm",
          "Gemm",
          List.of(x, quantized, bias),
          attribute("alpha", 1f),
          attribute("beta", 1f),
          attribute("transB", 1));
    }
  },

  /** Grid values [K,N] without a quantizer, {@code MatMul}, {@code Mul} by their scale. */
  SCALED_MATMUL {
    @Override
    String product(GraphBuilder graph, String layer, String x, Grid grid, TrainedLayer trained) {
      QuantizedWeights weights = trained.weights();
      String values = columnMajor(graph, layer, weights, weights.values());
      String scaled =
          graph.node(
              layer + "_rescale",
              "Mul",
              List.of(
                  matMul(graph, layer, x, values),
                  scales(graph, layer, weights, weights.outputs())));
      return biased(graph, layer, scaled, trained.bias());
    }

    @Override
    String convolution(
        GraphBuilder graph,
        String layer,
        String x,
        ProductPlan plan,
        Grid grid,
        TrainedLayer trained) {
      return ConvolutionNodes.rescaled(graph, layer, x, plan, trained);
    }
  };

  /** Flattens a map to [1,elements]; by {@code Flatten} unless a style says otherwise. */
  String flat(GraphBuilder graph, String map, int elements) {
    return graph.node("flatten", "Flatten", List.of(map), attribute("axis", 1));
  }

  /** Adds the convolution of {@code x} and the layer's weights, with its bias, if it has one. */
  String convolution(
      GraphBuilder graph,
      String layer,
      String x,
      ProductPlan plan,
      Grid grid,
      TrainedLayer trained) {
    return ConvolutionNodes.quantized(graph, layer, x, plan, grid, trained);
  }

  /** Adds the product of {@code x} and the layer's weights, with its bias, if it has one. */
  abstract String product(
      GraphBuilder graph, String layer, String x, Grid grid, TrainedLayer trained);

  private static String rowMajorQuantized(
      GraphBuilder graph, String layer, Grid grid, QuantizedWeights weights) {
    String values =
        graph.floats(layer + "_weight", weights.scaled(), weights.outputs(), weights.inputs());
    return QuantizerNodes.add(
        graph,
        layer + "_weight_quant",
        grid,
        values,
        () -> scales(graph, layer, weights, weights.outputs(), 1));
  }

  private static String columnMajor(
      GraphBuilder graph, String layer, QuantizedWeights weights, float[] values) {
    return graph.floats(
        layer + "_weight", weights.transposed(values), weights.inputs(), weights.outputs());
  }

  /** Scales of the given shape where there is one per output, else a scalar. */
  static String scales(GraphBuilder graph, String layer, QuantizedWeights weights, long... shape) {
    float[] scales = weights.scales();
    return scales.length == 1
        ? graph.scalar(layer + "_weight_scale", scales[0])
        : graph.floats(layer + "_weight_scale", scales, shape);
  }

  private static String matMul(GraphBuilder graph, String layer, String x, String weights) {
    return graph.node(layer + "_matmul", "MatMul", List.of(x, weights));
  }

  private static String biased(GraphBuilder graph, String layer, String x, float[] bias) {
    return bias.length == 0
        ? x
        : graph.node(
            layer + "_add", "Add", List.of(x, graph.floats(layer + "_bias", bias, bias.length)));
  }
}
