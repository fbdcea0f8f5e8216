package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.network.Network;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A graph in which doubles go wrong: (x / 49) · 49 is less than x for x = 1. */
class DoubleRoundingTest {

  private static final byte[] GRAPH = graph();

  private static byte[] graph() {
    GraphWriter graph = new GraphWriter();
    String x = graph.input(2);
    x = graph.node("Div", List.of(x, graph.scalar(49)));
    x = graph.node("Mul", List.of(x, graph.scalar(49)));
    x =
        graph.quantizer(
            "Quant",
            List.of(x, graph.scalar(1), graph.scalar(0), graph.scalar(4)),
            GraphWriter.text("rounding_mode", "FLOOR"));
    String signs = graph.floats(new float[] {1, 1, 1, -1}, 2, 2);
    String weights = graph.quantizer("BipolarQuant", List.of(signs, graph.scalar(1)));
    x = graph.node("MatMul", List.of(x, weights));
    graph.output(x, 2);
    return graph.bytes();
  }

  @Test
  void theGoldenModelStaysExactWhereDoublesRound() {
    Network network = QonnxImporter.load(GRAPH, "rounding", ImportOptions.defaults()).network();
    Witness witness = new Witness(GraphFile.read(GRAPH), network);
    assertEquals(new Witness.Agreement(3, 6, 2), witness.compare(new float[] {1, 5, 3, 5, 3, 1}));
  }

  @Test
  void aDifferenceThatRoundingCannotMakeIsSeen() {
    GraphFile file = GraphFile.read(GRAPH);
    Executor<Rational> exact = new Executor<>(file, new ExactField());
    Map<String, Tensor<Rational>> run = exact.run(new float[] {3, 5}, 0);
    Map<String, Tensor<Double>> plain =
        new HashMap<>(new Executor<>(file, new DoubleField()).run(new float[] {2, 5}, 0));
    assertThrows(
        AssertionError.class, () -> DoubleRounding.explain(exact.dynamic("Quant"), run, plain));
  }
}
