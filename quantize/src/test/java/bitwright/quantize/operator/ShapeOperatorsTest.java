package bitwright.quantize.operator;

import static bitwright.quantize.writer.QonnxBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shape arithmetic with a free batch, as exporters write it. */
class ShapeOperatorsTest {

  @Test
  void sizesAreGatheredAndJoined() {
    assertFlattens(
        (b, x) -> {
          String shape = b.node("Shape", "shape", List.of(x));
          String batch = b.node("Gather", "batch", List.of(shape, b.longs("zero", new long[] {0})));
          String row =
              b.node("Unsqueeze", "row", List.of(batch, b.longs("axes", new long[] {0}, 1)));
          String free = b.longs("free", new long[] {-1}, 1);
          String to = b.node("Concat", "to", List.of(row, free), attribute("axis", 0));
          return b.node("Reshape", "flat", List.of(x, to));
        });
  }

  @Test
  void sizesAreSlicedAndCast() {
    assertFlattens(
        (b, x) -> {
          String shape = b.node("Shape", "shape", List.of(x));
          String batch =
              b.node(
                  "Slice",
                  "batch",
                  List.of(
                      shape,
                      b.longs("from", new long[] {0}, 1),
                      b.longs("until", new long[] {1}, 1)));
          String cast = b.node("Cast", "cast", List.of(batch), attribute("to", 7));
          String four = b.node("Constant", "four", List.of(), attribute("value_ints", List.of(4L)));
          String to = b.node("Concat", "to", List.of(cast, four), attribute("axis", 0));
          return b.node("Reshape", "flat", List.of(x, to));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 4", "1 -1", "-1 4", "0 4", "0 -1"})
  void literalShapesKeepTheBatchFirst(String dims) {
    long[] to = dims(dims);
    assertFlattens((b, x) -> b.node("Reshape", "flat", List.of(x, b.longs("to", to, to.length))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4 1", "-1", "1 3", "-1 -1", "0 0 0 0 0", "2 2", "1 1 4 0", "-2 4"})
  void otherShapesAreRefused(String dims) {
    long[] to = dims(dims);
    assertRefused(
        "Reshape 'flat'",
        (b, x) -> b.node("Reshape", "flat", List.of(x, b.longs("to", to, to.length))));
  }

  @Test
  void axesOfSizeOneComeAndGo() {
    assertFlattens(
        (b, x) -> {
          String wide = b.node("Unsqueeze", "wide", List.of(x, b.longs("a", new long[] {2}, 1)));
          String thin =
              b.node("Squeeze", "thin", List.of(wide, b.longs("a2", new long[] {1, 2}, 2)));
          String turned =
              b.node(
                  "Transpose",
                  "turned",
                  List.of(b.node("Identity", "same", List.of(thin))),
                  attribute("perm", List.of(0L, 1L, 2L)));
          return b.node("Flatten", "flat", List.of(b.node("Dropout", "drop", List.of(turned))));
        });
  }

  @Test
  void transposedFeaturesMeetTheirWeights() {
    Network network =
        network(
            (b, x) -> {
              String turned =
                  b.node(
                      "Transpose",
                      "turned",
                      List.of(x),
                      attribute("perm", List.of(0L, 1L, 3L, 2L)));
              return b.node("Flatten", "flat", List.of(turned));
            });
    float[] image = {1, 2, 3, 4};
    assertEquals(1 + 3 * 2 + 2 * 4 + 4 * 8, new GoldenModel(network).evaluate(image).outputs(0)[0]);
  }

  @Test
  void theBatchStaysFirst() {
    assertRefused(
        "batch",
        (b, x) ->
            b.node("Transpose", "turned", List.of(x), attribute("perm", List.of(1L, 0L, 2L, 3L))));
    assertRefused("batch", (b, x) -> b.node("Flatten", "flat", List.of(x), attribute("axis", 0)));
    assertRefused("batch", (b, x) -> b.node("Squeeze", "thin", List.of(x)));
    assertRefused(
        "Cast 'cast'",
        (b, x) ->
            b.node(
                "Flatten",
                "flat",
                List.of(b.node("Cast", "cast", List.of(x), attribute("to", 10)))));
  }

  private static long[] dims(String text) {
    return java.util.Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private static Network network(BiFunction<QonnxBuilder, String, String> flatten) {
    QonnxBuilder b = new QonnxBuilder();
    String x = flatten.apply(b, b.input("x", 1, 1, 2, 2));
    String q = b.quant("q", x, b.scalar("s", 1), 4, true, false);
    String w = b.floats("w", new float[] {1, 2, 4, 8}, 4, 1);
    b.output(b.node("MatMul", "layer", List.of(q, w)), 1, 1);
    return QonnxImporter.load(b.bytes(), "flat", ImportOptions.defaults()).network();
  }

  private static void assertFlattens(BiFunction<QonnxBuilder, String, String> flatten) {
    Network network = network(flatten);
    assertEquals(List.of(1, 2, 2), network.inputShape());
    float[] twoImages = {1, 0, 0, 1, 0, 1, -1, 0};
    var evaluation = new GoldenModel(network).evaluate(twoImages);
    assertArrayEquals(
        new double[] {9, -2}, new double[] {evaluation.outputs(0)[0], evaluation.outputs(1)[0]});
  }

  private static void assertRefused(
      String named, BiFunction<QonnxBuilder, String, String> flatten) {
    String message = assertThrows(ImportException.class, () -> network(flatten)).getMessage();
    assertTrue(message.contains(named), message);
  }
}
