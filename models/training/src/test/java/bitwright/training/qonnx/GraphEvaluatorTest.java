package bitwright.training.qonnx;

import static bitwright.training.qonnx.GraphBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.training.data.Digits;
import bitwright.training.grid.BipolarGrid;
import bitwright.training.grid.Grid;
import bitwright.training.grid.IntegerGrid;
import bitwright.training.grid.MinifloatGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphEvaluatorTest {

  private final GraphBuilder graph = new GraphBuilder("test");
  private String x =
      graph.node(
          "flatten",
          "Flatten",
          List.of(graph.input("image", 1, 1, Digits.SIDE, Digits.SIDE)),
          attribute("axis", 1));

  /** What the graph makes of an image that starts with {@code first} and is black otherwise. */
  private double[] logits(float... first) {
    graph.output(x, 1, 2);
    float[] pixels = new float[Digits.PIXELS];
    System.arraycopy(first, 0, pixels, 0, first.length);
    return new GraphEvaluator(graph.build()).logits(pixels);
  }

  /** The first values of what a quantizer with scale 0.5 makes of them. */
  private double[] quantized(Grid grid, float... values) {
    x = QuantizerNodes.add(graph, "quant", grid, x, graph.scalar("scale", 0.5f));
    double[] result = new double[values.length];
    System.arraycopy(logits(values), 0, result, 0, result.length);
    return result;
  }

  @Test
  void quantIsNarrowWhenSigned() {
    assertArrayEquals(
        new double[] {1, 1, -3.5, 3.5}, quantized(new IntegerGrid(4, true), 1.25f, 1.2f, -9, 9));
  }

  @Test
  void quantUsesAllCodesWhenUnsigned() {
    assertArrayEquals(new double[] {1, 0, 7.5}, quantized(new IntegerGrid(4, false), 1.25f, -1, 9));
  }

  @Test
  void bipolarQuantTakesZeroForPositive() {
    assertArrayEquals(new double[] {0.5, -0.5}, quantized(new BipolarGrid(), 0, -0.1f));
  }

  @Test
  void floatQuantRoundsWithinTheBinadeAndSaturates() {
    assertArrayEquals(
        new double[] {0.25, 0.5, -1, 3, 3},
        quantized(MinifloatGrid.E2M1, 0.3f, 0.6f, -1.25f, 2.51f, 50));
  }

  @Test
  void productsNormalizationAndBiasFollowTheirDefinitions() {
    float[] weights = new float[2 * Digits.PIXELS];
    weights[0] = 2;
    weights[Digits.PIXELS + 1] = -3;
    x =
        graph.node(
            "gemm",
            "Gemm",
            List.of(
                x,
                graph.floats("weight", weights, 2, Digits.PIXELS),
                graph.floats("bias", new float[] {1, 0}, 2)),
            attribute("transB", 1));
    x =
        graph.node(
            "norm",
            "BatchNormalization",
            List.of(
                x,
                graph.floats("gamma", new float[] {1, -2}, 2),
                graph.floats("beta", new float[] {0, 10}, 2),
                graph.floats("mean", new float[] {1, 3}, 2),
                graph.floats("variance", new float[] {3.75f, 8.75f}, 2)),
            attribute("epsilon", 0.25f));
    assertArrayEquals(new double[] {2, 16}, logits(2, 2));
  }

  @Test
  void anOperatorItDoesNotKnowIsRefused() {
    x = graph.node("exp", "Exp", List.of(x));
    assertThrows(IllegalArgumentException.class, () -> logits(1));
  }
}
