package bitwright.training.qonnx;

import static bitwright.training.qonnx.GraphBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnx.proto.OnnxMl.AttributeProto;
import bitwright.training.data.Digits;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowOperatorsTest {

  private final GraphBuilder graph = new GraphBuilder("test");
  private String x = graph.input("image", 1, 1, Digits.SIDE, Digits.SIDE);

  private static AttributeProto pair(String name, long value) {
    return attribute(name, List.of(value, value));
  }

  private static AttributeProto pads(long top, long left, long bottom, long right) {
    return attribute("pads", List.of(top, left, bottom, right));
  }

  private void add(String operator, AttributeProto... attributes) {
    x = graph.node(operator, operator, List.of(x), attributes);
  }

  /** What the graph makes of an image whose rows start with these and are black otherwise. */
  private double[] result(float[]... rows) {
    graph.output(x);
    float[] pixels = new float[Digits.PIXELS];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, pixels, row * Digits.SIDE, rows[row].length);
    }
    return new GraphEvaluator(graph.build()).logits(pixels);
  }

  @Test
  void convolutionPadsWithZeroStridesAndAddsItsBias() {
    String weights = graph.floats("weights", new float[] {1, 2, 3, 4, 10, 20, 30, 40}, 2, 1, 2, 2);
    String bias = graph.floats("bias", new float[] {0.5f, 0.25f}, 2);
    x =
        graph.node(
            "conv",
            "Conv",
            List.of(x, weights, bias),
            pair("kernel_shape", 2),
            pair("strides", 2),
            pads(1, 1, 1, 1));
    double[] y = result(new float[] {1, 2, 3}, new float[] {5, 7, 11});
    assertEquals(2 * 15 * 15, y.length);
    assertArrayEquals(new double[] {4.5, 18.5, 0.5}, Arrays.copyOf(y, 3));
    assertArrayEquals(new double[] {10.5, 29.5, 0.5}, Arrays.copyOfRange(y, 15, 18));
    assertArrayEquals(new double[] {40.25, 180.25, 0.25}, Arrays.copyOfRange(y, 225, 228));
  }

  @Test
  void groupsKeepTheirChannelsToThemselves() {
    String split = graph.floats("split", new float[] {1, 10, 100, 1000}, 4, 1, 1, 1);
    String mix = graph.floats("mix", new float[] {1, 2, 3, 4}, 2, 2, 1, 1);
    x = graph.node("first", "Conv", List.of(x, split), pair("kernel_shape", 1));
    x =
        graph.node(
            "second", "Conv", List.of(x, mix), pair("kernel_shape", 1), attribute("group", 2));
    double[] y = result(new float[] {1});
    assertEquals(21, y[0]);
    assertEquals(4300, y[Digits.PIXELS]);
  }

  @Test
  void theBorderNeverIsTheGreatest() {
    add("MaxPool", pair("kernel_shape", 3), pair("strides", 2), pads(1, 1, 0, 0));
    float[] low = new float[Digits.SIDE];
    Arrays.fill(low, -2);
    double[] y = result(low, low, low, new float[] {-1, 3});
    assertEquals(14 * 14, y.length);
    assertArrayEquals(new double[] {-2, -2}, Arrays.copyOf(y, 2));
    assertArrayEquals(new double[] {3, 3, 0}, Arrays.copyOfRange(y, 14, 17));
  }

  @Test
  void whatIsLeftOverAtTheFarBorderIsNotLookedAt() {
    add("AveragePool", pair("kernel_shape", 3), pair("strides", 3));
    float[] row = new float[Digits.SIDE];
    Arrays.fill(row, 1);
    row[Digits.SIDE - 1] = 100;
    double[] y = result(row, row);
    assertEquals(81, y.length);
    assertEquals(2 / 3.0, y[0], 1e-15);
    assertEquals(2 / 3.0, y[8], 1e-15);
  }

  @Test
  void globalAverageIsPerChannel() {
    String weights = graph.floats("weights", new float[] {1, -3}, 2, 1, 1, 1);
    x = graph.node("conv", "Conv", List.of(x, weights), pair("kernel_shape", 1));
    add("GlobalAveragePool");
    assertArrayEquals(new double[] {1, -3}, result(new float[] {Digits.PIXELS - 1, 1}));
  }

  @Test
  void mapsAreAddedPlaceByPlaceAndNormalizedChannelByChannel() {
    String weights = graph.floats("weights", new float[] {1, -3}, 2, 1, 1, 1);
    String map = graph.node("conv", "Conv", List.of(x, weights), pair("kernel_shape", 1));
    String sum = graph.node("sum", "Add", List.of(map, map));
    x =
        graph.node(
            "norm",
            "BatchNormalization",
            List.of(
                sum,
                graph.floats("gamma", new float[] {1, 2}, 2),
                graph.floats("beta", new float[] {0, 10}, 2),
                graph.floats("mean", new float[] {1, 0}, 2),
                graph.floats("variance", new float[] {3.75f, 0.75f}, 2)),
            attribute("epsilon", 0.25f));
    double[] y = result(new float[] {4, 5});
    assertArrayEquals(new double[] {3.5, 4.5, -0.5}, Arrays.copyOf(y, 3));
    assertArrayEquals(
        new double[] {-38, -50, 10}, Arrays.copyOfRange(y, Digits.PIXELS, Digits.PIXELS + 3));
  }
}
