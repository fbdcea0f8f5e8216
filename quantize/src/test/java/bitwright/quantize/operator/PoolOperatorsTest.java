package bitwright.quantize.operator;

import static bitwright.quantize.operator.OneMap.assertRefused;
import static bitwright.quantize.operator.OneMap.conv;
import static bitwright.quantize.operator.OneMap.ints;
import static bitwright.quantize.operator.OneMap.quant;
import static bitwright.quantize.writer.QonnxBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.Window;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pooling computed by hand. */
class PoolOperatorsTest {

  private static final long[] ROW = {1, 1, 5};

  private static String pool(QonnxBuilder b, String op, String x) {
    return b.node(op, "p", List.of(x), ints("kernel_shape", 1, 2), ints("strides", 1, 2));
  }

  @Test
  void aMaximumPassesCodes() {
    OneMap one = OneMap.of(ROW, (b, x) -> pool(b, "MaxPool", x));
    assertEquals("pool p[-1]", one.nodes());
    assertArrayEquals(new double[] {-2, 4}, one.outputs(-3, -2, 4, 1, 7));
  }

  /** As exporters of QDQ graphs write it, with a zero point that makes the codes one bit wider. */
  @Test
  void aQuantizerThatChangesNothingCostsNothing() {
    OneMap one =
        OneMap.of(
            ROW,
            (b, x) -> {
              b.raw("z", 2, new byte[] {3});
              b.scalar("s", 0.5f);
              String y = conv(b, "c", x, new float[] {1}, new long[] {1, 1, 1, 1});
              y = b.node("QuantizeLinear", "q", List.of(y, "s", "z"));
              y = b.node("DequantizeLinear", "d", List.of(y, "s", "z"));
              y = pool(b, "MaxPool", y);
              y = b.node("QuantizeLinear", "q2", List.of(y, "s", "z"));
              return b.node("DequantizeLinear", "d2", List.of(y, "s", "z"));
            });
    assertEquals("conv c[-1] pool p[0]", one.nodes());
    assertArrayEquals(new double[] {-1.5, 4}, one.outputs(-3, -2, 4, 1, 7));
  }

  @Test
  void aMaximumOfSumsFollowsTheirQuantizer() {
    OneMap one =
        OneMap.of(
            ROW,
            (b, x) -> {
              String y = conv(b, "c", x, new float[] {1, 2}, new long[] {2, 1, 1, 1});
              y = pool(b, "MaxPool", y);
              y = b.node("Add", "plus", List.of(y, b.floats("k", new float[] {1, -3}, 2, 1, 1)));
              y = b.node("Relu", "relu", List.of(y));
              return quant(b, "out", y, 0.5);
            });
    assertEquals("conv c[-1] pool p[0]", one.nodes());
    assertArrayEquals(new double[] {0, 3.5, 0, 3.5}, one.outputs(-3, -2, 4, 1, 7));
  }

  @Test
  void aMaximumDoesNotCommuteWithANegativeFactor() {
    assertRefused(
        ROW,
        (b, x) -> {
          String y = conv(b, "c", x, new float[] {1, 2}, new long[] {2, 1, 1, 1});
          y = pool(b, "MaxPool", y);
          y = b.node("Mul", "times", List.of(y, b.floats("k", new float[] {1, -1}, 2, 1, 1)));
          return quant(b, "out", y, 1);
        },
        "MaxPool 'p'",
        "Quant 'out'",
        "channel 1");
    assertRefused(
        ROW,
        (b, x) -> pool(b, "MaxPool", conv(b, "c", x, new float[] {1, 2}, new long[] {2, 1, 1, 1})),
        "MaxPool 'p'",
        "no quantizer follows");
  }

  @Test
  void ceilModeIsABorderAtTheEnd() {
    OneMap one =
        OneMap.of(
            ROW,
            (b, x) ->
                b.node(
                    "MaxPool",
                    "p",
                    List.of(x),
                    ints("kernel_shape", 1, 2),
                    ints("strides", 1, 2),
                    attribute("ceil_mode", 1)));
    assertEquals(
        new Window(1, 2, 1, 2, 0, 0, 0, 1, 1, 1), ((PoolLayer) one.layer(0)).patches().window());
    assertArrayEquals(new double[] {-2, 4, -7}, one.outputs(-3, -2, 4, 1, -7));
  }

  @Test
  void zerosOfAPadNeverWinAmongUnsignedCodes() {
    OneMap one =
        OneMap.of(
            new long[] {1, 1, 2},
            (b, x) -> {
              String q = b.quant("u", x, b.scalar("us", 1), 4, false, false);
              long[] pads = {0, 0, 0, 1, 0, 0, 0, 0};
              q = b.node("Pad", "pad", List.of(q, b.longs("pads", pads, 8)));
              return b.node("MaxPool", "p", List.of(q), ints("kernel_shape", 1, 2));
            });
    assertArrayEquals(new double[] {1, 3}, one.outputs(1, 3));
    assertRefused(
        new long[] {1, 1, 2},
        (b, x) -> {
          long[] pads = {0, 0, 0, 1, 0, 0, 0, 0};
          String q = b.node("Pad", "pad", List.of(x, b.longs("pads", pads, 8)));
          return b.node("MaxPool", "p", List.of(q), ints("kernel_shape", 1, 2));
        },
        "MaxPool 'p'",
        "Pad 'pad'");
    assertRefused(
        new long[] {1, 1, 2},
        (b, x) -> {
          long[] pads = {0, 0, 0, 1, 0, 0, 0, 0};
          return quant(b, "q", b.node("Pad", "pad", List.of(x, b.longs("pads", pads, 8))), 1);
        },
        "Quant 'q'",
        "Pad 'pad'");
  }

  @Test
  void anAverageIsASumAndAStep() {
    OneMap one = OneMap.of(ROW, (b, x) -> quant(b, "out", pool(b, "AveragePool", x), 1));
    assertEquals("pool p[-1]", one.nodes());
    assertArrayEquals(new double[] {-2, 2}, one.outputs(-3, -2, 4, 1, 7));
    OneMap bare = OneMap.of(ROW, (b, x) -> pool(b, "AveragePool", x));
    assertArrayEquals(new double[] {-2.5, 2.5}, bare.outputs(-3, -2, 4, 1, 7));
  }

  @Test
  void averagesWhoseDivisorVariesAreRefused() {
    assertRefused(
        ROW,
        (b, x) ->
            b.node(
                "AveragePool",
                "p",
                List.of(x),
                ints("kernel_shape", 1, 2),
                ints("pads", 0, 1, 0, 0)),
        "AveragePool 'p'",
        "count_include_pad");
    assertRefused(
        ROW,
        (b, x) ->
            b.node(
                "AveragePool",
                "p",
                List.of(x),
                ints("kernel_shape", 1, 2),
                ints("strides", 1, 2),
                attribute("ceil_mode", 1)),
        "AveragePool 'p'",
        "ceil_mode");
    assertRefused(
        ROW,
        (b, x) -> pool(b, "AveragePool", conv(b, "c", x, new float[] {1}, new long[] {1, 1, 1, 1})),
        "AveragePool 'p'",
        "Conv 'c'",
        "quantizer");
  }

  @Test
  void anAverageCountsItsBorderWithOffsets() {
    OneMap one =
        OneMap.of(
            new long[] {1, 1, 2},
            (b, x) ->
                b.node(
                    "AveragePool",
                    "p",
                    List.of(b.node("Add", "plus", List.of(x, b.scalar("two", 2)))),
                    ints("kernel_shape", 1, 2),
                    ints("pads", 0, 1, 0, 1),
                    attribute("count_include_pad", 1)));
    assertArrayEquals(new double[] {1.5, 2.5, 1}, one.outputs(1, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GlobalAveragePool", "ReduceMean", "keepdims"})
  void wholeMapsAreAveraged(String spelling) {
    OneMap one =
        OneMap.of(
            new long[] {2, 2, 2},
            (b, x) -> {
              String y =
                  spelling.startsWith("G")
                      ? b.node(spelling, "p", List.of(x))
                      : b.node(
                          "ReduceMean",
                          "p",
                          List.of(x),
                          ints("axes", -1, 2),
                          attribute("keepdims", spelling.equals("keepdims") ? 1 : 0));
              return spelling.equals("ReduceMean") ? y : b.node("Flatten", "flat", List.of(y));
            });
    assertEquals("pool p[-1]", one.nodes());
    assertArrayEquals(new double[] {2.5, -1.25}, one.outputs(1, 2, 3, 4, -1, -2, -3, 1));
  }

  @Test
  void wholeMapsHaveAMaximum() {
    OneMap one =
        OneMap.of(new long[] {2, 1, 2}, (b, x) -> b.node("GlobalMaxPool", "p", List.of(x)));
    assertArrayEquals(new double[] {2, -1}, one.outputs(1, 2, -1, -3));
  }

  @Test
  void positionsOfAMaximumAreRefused() {
    assertRefused(
        ROW,
        (b, x) -> {
          b.node(
              "",
              "MaxPool",
              "p",
              List.of(x),
              List.of("values", "indices"),
              ints("kernel_shape", 1, 2));
          return b.node("Relu", "relu", List.of("indices"));
        },
        "indices");
  }
}
