package bitwright.quantize.operator;

import static bitwright.quantize.operator.OneMap.assertRefused;
import static bitwright.quantize.operator.OneMap.conv;
import static bitwright.quantize.operator.OneMap.ints;
import static bitwright.quantize.operator.OneMap.quant;
import static bitwright.quantize.writer.QonnxBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.quantize.writer.QonnxBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elements of maps that move. */
class MapOperatorsTest {

  private static final long[] PAIR = {2, 1, 2};

  private static String halved(QonnxBuilder b, String x, double scale) {
    float[] weights = {1, 1};
    return quant(b, "d_quant", conv(b, "d", x, weights, new long[] {1, 2, 1, 1}), scale);
  }

  private static String joined(QonnxBuilder b, String x, String y) {
    return b.node("Concat", "j", List.of(x, y), attribute("axis", 1));
  }

  @Test
  void codesOfOneScaleAreJoined() {
    OneMap one = OneMap.of(PAIR, (b, x) -> joined(b, halved(b, x, 1), x));
    assertEquals("conv d[-1] concat j[0, -1]", one.nodes());
    assertArrayEquals(new double[] {4, 6, 1, 2, 3, 4}, one.outputs(1, 2, 3, 4));
  }

  @Test
  void codesOfOtherScalesAreQuantizedFirst() {
    OneMap one = OneMap.of(PAIR, (b, x) -> quant(b, "out", joined(b, halved(b, x, 2), x), 1));
    assertEquals("conv d[-1] concat j[0, -1]", one.nodes());
    assertArrayEquals(new double[] {4, 6, 1, 2, 3, 4}, one.outputs(1, 2, 3, 4));
    OneMap wide = OneMap.of(PAIR, (b, x) -> quant(b, "out", joined(b, halved(b, x, 1), x), 2));
    assertEquals("conv d[-1] concat j[0, -1] add quant_out[1]", wide.nodes());
    assertArrayEquals(new double[] {4, 6, 0, 2, 4, 4}, wide.outputs(1, 2, 3, 4));
  }

  @Test
  void factorsBehindAJoinGoToTheirChannels() {
    OneMap one =
        OneMap.of(
            PAIR,
            (b, x) -> {
              String y = joined(b, x, conv(b, "c", x, new float[] {1, 1}, new long[] {1, 2, 1, 1}));
              y = b.node("Mul", "m", List.of(y, b.floats("k", new float[] {1, -1, 2}, 3, 1, 1)));
              return quant(b, "out", y, 1);
            });
    assertArrayEquals(new double[] {1, 0, -2, 1, 6, -2}, one.outputs(1, 0, 2, -1));
  }

  @Test
  void joinsThatMeanNothingInCommonAreRefused() {
    assertRefused(
        PAIR,
        (b, x) ->
            conv(
                b,
                "c",
                joined(b, halved(b, x, 2), x),
                new float[] {1, 1, 1},
                new long[] {1, 3, 1, 1}),
        "Conv 'c'",
        "Concat 'j'",
        "scale");
    assertRefused(
        PAIR,
        (b, x) -> b.node("Concat", "j", List.of(x, x), attribute("axis", 3)),
        "Concat 'j'",
        "axis 3");
    assertRefused(
        PAIR,
        (b, x) -> joined(b, b.node("GlobalMaxPool", "p", List.of(x)), x),
        "Concat 'j'",
        "[2,1,1]");
  }

  @ParameterizedTest
  @CsvSource({"DCR, 1 2 3 4 -1 -2 -3 -4", "CRD, 1 -1 2 -2 3 -3 4 -4"})
  void channelsBecomePixels(String mode, String expected) {
    OneMap one =
        OneMap.of(
            new long[] {8, 1, 1},
            (b, x) ->
                b.node(
                    "DepthToSpace",
                    "d",
                    List.of(x),
                    attribute("blocksize", 2),
                    attribute("mode", mode)));
    assertEquals("depthtospace d[-1]", one.nodes());
    double[] given = {1, -1, 2, -2, 3, -3, 4, -4};
    double[] wanted = Arrays.stream(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
    assertArrayEquals(wanted, one.outputs(given));
  }

  @ParameterizedTest
  @CsvSource({
    "asymmetric, floor, 2, true",
    "asymmetric, round_prefer_floor, 2, true",
    "asymmetric, round_prefer_ceil, 2, false",
    "asymmetric, round_prefer_floor, 3, false",
    "asymmetric, ceil, 2, false",
    "half_pixel, round_prefer_floor, 2, true",
    "half_pixel, round_prefer_ceil, 3, true",
    "half_pixel, floor, 2, false",
    "pytorch_half_pixel, round_prefer_floor, 3, true",
    "tf_half_pixel_for_nn, floor, 2, true",
    "align_corners, round_prefer_floor, 2, true",
    "align_corners, floor, 2, false",
    "tf_crop_and_resize, floor, 2, false"
  })
  void onlyRepetitionsOfPixelsAreResizes(
      String coordinates, String nearest, int factor, boolean repeats) {
    BiFunction<QonnxBuilder, String, String> resize =
        (b, x) ->
            b.node(
                "Resize",
                "r",
                List.of(x, "", b.floats("scales", new float[] {1, 1, 1, factor}, 4)),
                attribute("mode", "nearest"),
                attribute("coordinate_transformation_mode", coordinates),
                attribute("nearest_mode", nearest));
    if (!repeats) {
      assertRefused(new long[] {1, 1, 3}, resize, "Resize 'r'", coordinates);
      return;
    }
    OneMap one = OneMap.of(new long[] {1, 1, 3}, resize);
    assertEquals("upsample r[-1]", one.nodes());
    double[] outputs = one.outputs(1, 2, 3);
    for (int x = 0; x < outputs.length; x++) {
      assertEquals(1 + x / factor, outputs[x]);
    }
  }

  @Test
  void sizesTellFactorsToo() {
    OneMap one =
        OneMap.of(
            new long[] {1, 1, 2},
            (b, x) ->
                b.node(
                    "Resize",
                    "r",
                    List.of(x, "", "", b.longs("sizes", new long[] {1, 1, 2, 4}, 4)),
                    attribute("mode", "nearest"),
                    attribute("coordinate_transformation_mode", "asymmetric"),
                    attribute("nearest_mode", "floor")));
    assertArrayEquals(new double[] {1, 1, 2, 2, 1, 1, 2, 2}, one.outputs(1, 2));
    assertRefused(
        new long[] {1, 1, 2},
        (b, x) ->
            b.node(
                "Resize",
                "r",
                List.of(x, "", "", b.longs("sizes", new long[] {1, 1, 2, 3}, 4)),
                attribute("mode", "nearest")),
        "Resize 'r'",
        "1.5");
    assertRefused(
        new long[] {1, 1, 2},
        (b, x) ->
            b.node(
                "Resize",
                "r",
                List.of(x, "", b.floats("scales", new float[] {1, 1, 2, 2}, 4)),
                attribute("mode", "linear")),
        "Resize 'r'",
        "linear");
  }

  @Test
  void mapsAreNotReshapedToOtherMaps() {
    assertRefused(
        new long[] {2, 2, 1},
        (b, x) -> {
          String y = conv(b, "c", x, new float[] {1, 0, 0, 1}, new long[] {2, 2, 1, 1});
          y = quant(b, "q", y, 1);
          y = b.node("Reshape", "r", List.of(y, b.longs("to", new long[] {1, 1, 2, 2}, 4)));
          return b.node("MaxPool", "p", List.of(y), ints("kernel_shape", 1, 2));
        },
        "MaxPool 'p'",
        "Conv 'c'",
        "reshaped");
    OneMap input =
        OneMap.of(
            new long[] {4},
            (b, x) -> {
              String to = b.longs("to", new long[] {1, 1, 2, 2}, 4);
              String y = b.node("Reshape", "r", List.of(x, to));
              return b.node("MaxPool", "p", List.of(y), ints("kernel_shape", 1, 2));
            });
    assertArrayEquals(new double[] {2, 4}, input.outputs(1, 2, 3, 4));
  }
}
