package bitwright.quantize.operator;

import static bitwright.quantize.writer.QonnxBuilder.attribute;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.GoldenModel;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportResult;
import bitwright.quantize.OneLayer;
import bitwright.quantize.writer.QonnxBuilder;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What ends a network; the product's scores for (1, 1) are (2, 0, 0). */
class ResultOperatorsTest {

  @Test
  void scoresComeOutScaledAndRectified() {
    assertOutputs(
        (b, y) ->
            b.node(
                "Mul",
                "twice",
                List.of(
                    b.node(
                        "Relu",
                        "relu",
                        List.of(b.node("Sub", "minus", List.of(y, b.scalar("one", 1))))),
                    b.scalar("two", 2))),
        2,
        0,
        0);
  }

  @Test
  void softmaxIsOverAllScores() {
    double e = Math.exp(2);
    assertOutputs(
        (b, y) -> b.node("Softmax", "soft", List.of(y)), e / (e + 2), 1 / (e + 2), 1 / (e + 2));
    assertOutputs(
        (b, y) -> b.opset(9).node("Softmax", "soft", List.of(y), attribute("axis", 1)),
        e / (e + 2),
        1 / (e + 2),
        1 / (e + 2));
  }

  @Test
  void theGreatestValuesAndTheirPositions() {
    assertOutputs((b, y) -> topK(b, y, 2, "values"), 2, 0);
    assertOutputs((b, y) -> topK(b, y, 2, "indices"), 0, 1);
    assertOutputs((b, y) -> topK(b, b.node("Softmax", "soft", List.of(y)), 3, "indices"), 0, 1, 2);
    assertOutputs((b, y) -> b.node("ArgMax", "best", List.of(y), attribute("axis", -1)), 0);
  }

  @Test
  void whatTheHeadCannotDoIsRefused() {
    assertRefused(
        "'values'", (b, y) -> topK(b, b.node("Softmax", "soft", List.of(y)), 3, "values"));
    assertRefused("k of 4", (b, y) -> topK(b, y, 4, "values"));
    assertRefused("axis 0", (b, y) -> b.node("Softmax", "soft", List.of(y), attribute("axis", 0)));
    assertRefused(
        "last layer",
        (b, y) -> b.node("Clip", "clip", List.of(y, b.scalar("lo", 0), b.scalar("hi", 1))));
    assertRefused(
        "last layer", (b, y) -> b.node("Neg", "neg", List.of(b.node("Relu", "relu", List.of(y)))));
    assertRefused(
        "double",
        (b, y) -> {
          for (int i = 0; i < 9; i++) {
            y = b.node("Mul", "tiny" + i, List.of(y, b.scalar("c" + i, 1e-38f)));
          }
          return y;
        });
  }

  @Test
  void constantsAreFoldedExactly() {
    assertOutputs(
        (b, y) -> {
          String three =
              b.node("Cast", "real", List.of(b.longs("n", new long[] {3})), attribute("to", 1));
          String nine = b.node("Pow", "square", List.of(three, b.scalar("e", 2)));
          String root = b.node("Sqrt", "root", List.of(nine));
          String cast = b.node("Cast", "same", List.of(root), attribute("to", 1));
          String third = b.node("Div", "third", List.of(b.scalar("one", 1), cast));
          return b.node("Mul", "scaled", List.of(y, b.node("Neg", "minus", List.of(third))));
        },
        -2.0 / 3,
        0,
        0);
    assertRefused(
        "Cast 'real'",
        (b, y) ->
            b.node(
                "Add",
                "sum",
                List.of(
                    y,
                    b.node(
                        "Cast",
                        "real",
                        List.of(b.longs("n", new long[] {(1 << 24) + 1})),
                        attribute("to", 1)))));
    assertRefused(
        "Pow 'root'",
        (b, y) ->
            b.node(
                "Add",
                "sum",
                List.of(
                    y, b.node("Pow", "root", List.of(b.scalar("m", -1), b.scalar("e", 0.5f))))));
    assertRefused(
        "bits",
        (b, y) -> {
          String x = b.scalar("seed", 1.1f);
          for (int i = 0; i < 4; i++) {
            x = b.node("Pow", "p" + i, List.of(x, b.scalar("e" + i, 32)));
          }
          return b.node("Mul", "huge", List.of(y, x));
        });
  }

  @Test
  void irrationalNormalizationIsRoundedOnce() {
    ImportResult result =
        OneLayer.tail(
            (b, y) ->
                b.node(
                    "BatchNormalization",
                    "norm",
                    List.of(
                        y,
                        b.floats("g", new float[] {3, 3, 3}, 3),
                        b.floats("b", new float[] {0, 0, 0}, 3),
                        b.floats("m", new float[] {1, 0, 0}, 3),
                        b.floats("v", new float[] {2, 2, 2}, 3)),
                    attribute("epsilon", 0f)));
    assertEquals(3 / Math.sqrt(2), result.network().head().scale(0), Math.ulp(2.0));
    assertEquals(-3 / Math.sqrt(2), result.network().head().offset(0), Math.ulp(2.0));
  }

  private static String topK(QonnxBuilder b, String y, int k, String output) {
    b.node(
        "",
        "TopK",
        "top",
        List.of(y, b.longs("k", new long[] {k}, 1)),
        List.of("values", "indices"));
    return output;
  }

  private static void assertOutputs(
      BiFunction<QonnxBuilder, String, String> tail, double... expected) {
    ImportResult result = OneLayer.tail(tail);
    double[] outputs = new GoldenModel(result.network()).evaluate(new float[] {1, 1}).outputs(0);
    assertArrayEquals(expected, outputs, 1e-15);
  }

  private static void assertRefused(String named, BiFunction<QonnxBuilder, String, String> tail) {
    String message = assertThrows(ImportException.class, () -> OneLayer.tail(tail)).getMessage();
    assertTrue(message.contains(named), message);
  }
}
