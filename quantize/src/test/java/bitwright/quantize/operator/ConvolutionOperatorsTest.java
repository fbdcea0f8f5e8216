package bitwright.quantize.operator;

import static bitwright.quantize.operator.OneMap.assertRefused;
import static bitwright.quantize.operator.OneMap.conv;
import static bitwright.quantize.operator.OneMap.ints;
import static bitwright.quantize.operator.OneMap.quant;
import static bitwright.quantize.writer.QonnxBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.format.IntegerFormat;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions computed by hand. */
class ConvolutionOperatorsTest {

  private static final long[] THREE = {1, 3, 3};
  private static final double[] COUNTED = {1, 2, 3, 4, 5, 6, 7, -8, 0};
  private static final float[] CORNERS = {1, 0, 0, 2};

  @Test
  void theKernelSlidesOverTheMap() {
    OneMap one = OneMap.of(THREE, (b, x) -> conv(b, "c", x, CORNERS, new long[] {1, 1, 2, 2}));
    assertEquals("conv c[-1]", one.nodes());
    assertEquals(new MapShape(1, 3, 3), one.network().inputMap());
    assertArrayEquals(new double[] {1 + 2 * 5, 2 + 2 * 6, 4 - 2 * 8, 5 + 0}, one.outputs(COUNTED));
  }

  @Test
  void channelsKeepTheOrderOfTheFile() {
    OneMap one =
        OneMap.of(
            new long[] {2, 1, 2},
            (b, x) ->
                conv(b, "c", x, new float[] {1, 2, 3, 4, 5, 6, 7, -8}, new long[] {2, 2, 1, 2}));
    assertArrayEquals(
        new double[] {1 + 2 * 2 - 3 * 3 + 4 * 4, 5 + 6 * 2 - 7 * 3 - 8 * 4},
        one.outputs(1, 2, -3, 4));
  }

  @Test
  void groupsSeeTheirChannels() {
    OneMap one =
        OneMap.of(
            new long[] {2, 1, 2},
            (b, x) ->
                conv(
                    b,
                    "c",
                    x,
                    new float[] {1, 2, 3, 4, 5, 6, 7, -8},
                    new long[] {4, 1, 1, 2},
                    attribute("group", 2)));
    assertArrayEquals(
        new double[] {1 + 2 * 2, 3 + 4 * 2, 5 * 3 + 6 * 4, 7 * 3 - 8 * 4}, one.outputs(1, 2, 3, 4));
  }

  @Test
  void oneDimensionIsAMapOfOneRow() {
    OneMap one =
        OneMap.of(
            new long[] {1, 4},
            (b, x) ->
                conv(
                    b,
                    "c",
                    x,
                    new float[] {1, 2},
                    new long[] {1, 1, 2},
                    ints("dilations", 2),
                    ints("pads", 1, 0),
                    ints("strides", 2)));
    Window window = ((ConvLayer) one.layer(0)).patches().window();
    assertEquals(new Window(1, 2, 1, 2, 0, 1, 0, 0, 1, 2), window);
    assertArrayEquals(new double[] {2 * 2, 2 + 2 * 4}, one.outputs(1, 2, 3, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "SAME_UPPER, '0 0 1 1', 11 14 3 -12 5 6 7 -8 0",
    "SAME_LOWER, '1 1 0 0', 2 4 6 8 11 14 14 -12 5",
    "VALID, '0 0 0 0', 11 14 -12 5"
  })
  void bordersThatTheNodeLeavesToUs(String auto, String pads, String expected) {
    OneMap one =
        OneMap.of(
            THREE,
            (b, x) ->
                conv(b, "c", x, CORNERS, new long[] {1, 1, 2, 2}, attribute("auto_pad", auto)));
    Window w = ((ConvLayer) one.layer(0)).patches().window();
    assertEquals(pads, w.padTop() + " " + w.padLeft() + " " + w.padBottom() + " " + w.padRight());
    assertArrayEquals(
        Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray(),
        one.outputs(COUNTED));
  }

  @Test
  void aPadBeforeBelongsToTheWindow() {
    OneMap one =
        OneMap.of(
            THREE,
            (b, x) -> {
              String p =
                  b.node(
                      "Pad",
                      "pad",
                      List.of(x, b.longs("pads", new long[] {0, 0, 1, 0, 0, 0, 0, 2}, 8)));
              return conv(b, "c", p, CORNERS, new long[] {1, 1, 2, 2}, ints("pads", 0, 1, 0, 0));
            });
    Window w = ((ConvLayer) one.layer(0)).patches().window();
    assertEquals(new Window(2, 2, 1, 1, 1, 1, 0, 2, 1, 1), w);
    assertEquals("conv c[-1]", one.nodes());
  }

  @Test
  void theBorderIsTheCodeOfZero() {
    OneMap one =
        OneMap.of(
            new long[] {1, 1, 2},
            (b, x) ->
                conv(
                    b,
                    "c",
                    b.node(
                        QonnxBuilder.QONNX,
                        "Quant",
                        "q",
                        List.of(x, b.scalar("s", 0.5f), b.scalar("z", 3), b.scalar("bits", 4)),
                        attribute("signed", 0),
                        attribute("narrow", 0)),
                    new float[] {1, 2, 4},
                    new long[] {1, 1, 1, 3},
                    ints("pads", 0, 1, 0, 1)));
    ConvLayer layer = (ConvLayer) one.layer(0);
    assertEquals(IntegerFormat.unsigned(4), layer.patches().windowFormat());
    assertEquals(3, layer.patches().padCode());
    assertArrayEquals(new double[] {2 * 1 + 4 * -1, 1 * 1 - 2 * 1}, one.outputs(1, -1));
  }

  @Test
  void formatsWithoutZeroGetOneForTheBorder() {
    OneMap one =
        OneMap.of(
            new long[] {1, 1, 2},
            (b, x) ->
                conv(
                    b,
                    "c",
                    b.bipolar("q", x, b.scalar("s", 0.5f)),
                    new float[] {1, 2, 4},
                    new long[] {1, 1, 1, 3},
                    ints("pads", 0, 1, 0, 1)));
    ConvLayer layer = (ConvLayer) one.layer(0);
    assertEquals("bipolar1+0", layer.patches().windowFormat().name());
    assertArrayEquals(new double[] {0.5 * (2 - 4), 0.5 * (1 - 2)}, one.outputs(1, -1));
  }

  @Test
  void aBorderThatNoCodeStandsForIsRefused() {
    assertRefused(
        THREE,
        (b, x) ->
            conv(
                b,
                "c",
                b.node("Add", "shift", List.of(x, b.scalar("third", 0.3f))),
                CORNERS,
                new long[] {1, 1, 2, 2},
                ints("pads", 1, 1, 1, 1)),
        "Conv 'c'",
        "Quant 'in'",
        "zero");
    OneMap one =
        OneMap.of(
            THREE,
            (b, x) ->
                conv(
                    b,
                    "c",
                    b.node("Add", "shift", List.of(x, b.scalar("half", 0.5f))),
                    CORNERS,
                    new long[] {1, 1, 2, 2}));
    assertEquals(1 + 2 * 5 + 3 * 0.5, one.outputs(COUNTED)[0]);
  }

  @Test
  void offsetsPerChannelMeetTheirWeights() {
    OneMap one =
        OneMap.of(
            new long[] {2, 1, 2},
            (b, x) -> {
              String offsets = b.floats("offsets", new float[] {0.5f, -2}, 2, 1, 1);
              String y = b.node("Add", "shift", List.of(x, offsets));
              float[] weights = {1, 2, 3, 4, 5, 6, 7, -8};
              return conv(b, "c", y, weights, new long[] {2, 2, 1, 2});
            });
    assertArrayEquals(
        new double[] {1.5 + 2 * 2.5 + 3 * 1 + 4 * 2, 5 * 1.5 + 6 * 2.5 + 7 * 1 - 8 * 2},
        one.outputs(1, 2, 3, 4));
  }

  @Test
  void constantsWithinAChannelAreRefused() {
    assertRefused(
        new long[] {1, 1, 3},
        (b, x) -> {
          String y = conv(b, "c", x, new float[] {1, 1}, new long[] {1, 1, 1, 2});
          y = b.node("Add", "plus", List.of(y, b.floats("row", new float[] {1, 2}, 2)));
          return quant(b, "out", y, 1);
        },
        "Conv 'c'",
        "within a channel");
  }

  @Test
  void biasAndFactorsPerChannelAreFolded() {
    OneMap one =
        OneMap.of(
            new long[] {1, 1, 3},
            (b, x) -> {
              String w = OneMap.weights(b, "w", new float[] {1, 1, -1, 1}, 2, 1, 1, 2);
              String y =
                  b.node("Conv", "c", List.of(x, w, b.floats("bias", new float[] {1, -1}, 2)));
              y =
                  b.node(
                      "BatchNormalization",
                      "norm",
                      List.of(
                          y,
                          b.floats("gamma", new float[] {1, -1}, 2),
                          b.floats("beta", new float[] {0, 2}, 2),
                          b.floats("mean", new float[] {0, 0}, 2),
                          b.floats("variance", new float[] {4, 4}, 2)),
                      attribute("epsilon", 0f));
              return quant(b, "out", y, 1);
            });
    assertEquals("conv c[-1]", one.nodes());
    assertArrayEquals(new double[] {2, 3, 2, 2}, one.outputs(1, 2, 3));
  }

  @Test
  void flattenedMapsMeetTheirWeights() {
    float[] powers = {1, 2, 4, -8, 7, 3};
    for (boolean last : new boolean[] {false, true}) {
      OneMap one =
          OneMap.of(
              new long[] {2, 1, 3},
              (b, x) -> {
                String y = conv(b, "c", x, new float[] {1, 0, 0, 1}, new long[] {2, 2, 1, 1});
                y = quant(b, "mid", y, 1);
                if (last) {
                  y = b.node("Transpose", "turn", List.of(y), ints("perm", 0, 2, 3, 1));
                }
                y = b.node("Flatten", "flat", List.of(y));
                return b.node("MatMul", "d", List.of(y, OneMap.weights(b, "v", powers, 6, 1)));
              });
      double[] image = {1, 2, 3, 4, 5, 6};
      double expected = 0;
      for (int i = 0; i < 6; i++) {
        expected += powers[i] * image[last ? i % 2 * 3 + i / 2 : i];
      }
      assertArrayEquals(new double[] {expected}, one.outputs(image));
    }
  }
}
