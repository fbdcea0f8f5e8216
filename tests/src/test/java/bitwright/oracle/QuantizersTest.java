package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself, on values worked out by hand from the operators' definitions. */
class QuantizersTest {

  private static <T> List<Double> run(byte[] graph, Field<T> field, float[] x) {
    GraphFile file = GraphFile.read(graph);
    Tensor<T> y = new Executor<>(file, field).run(x, 0).get(file.output());
    return y.values().stream().map(field::toDouble).toList();
  }

  private static void check(GraphWriter graph, String y, String inputs, String outputs) {
    float[] x = new float[inputs.split(" ").length];
    double[] expected = Arrays.stream(outputs.split(" ")).mapToDouble(Double::valueOf).toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] = Float.parseFloat(inputs.split(" ")[i]);
    }
    graph.output(y, x.length);
    List<Double> list = Arrays.stream(expected).boxed().toList();
    assertEquals(list, run(graph.bytes(), new ExactField(), x));
    assertEquals(list, run(graph.bytes(), new DoubleField(), x));
  }

  @ParameterizedTest
  @CsvSource({
    "ROUND, -2.5 -1.5 -0.5 0.5 1.5 2.5, -2 -2 0 0 2 2",
    "HALF_UP, -2.5 -1.5 -0.5 0.5 1.5 2.5, -3 -2 -1 1 2 3",
    "half_down, -2.5 -1.5 -0.5 0.5 1.5 2.5, -2 -1 0 0 1 2",
    "CEIL, -2.25 -0.75 0.25 1.75, -2 0 1 2",
    "FLOOR, -2.25 -0.75 0.25 1.75, -3 -1 0 1",
    "UP, -2.25 -0.75 0.25 1.75, -3 -1 1 2",
    "DOWN, -2.25 -0.75 0.25 1.75, -2 0 0 1",
    "ROUND, -9 -7.5 7.25 99, -7 -7 7 7"
  })
  void integersRoundAndClamp(String mode, String x, String y) {
    GraphWriter graph = new GraphWriter();
    String in = graph.input(x.split(" ").length);
    check(
        graph,
        graph.quantizer(
            "Quant",
            List.of(in, graph.scalar(1), graph.scalar(0), graph.scalar(4)),
            GraphWriter.text("rounding_mode", mode)),
        x,
        y.replace("-0", "0"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, -1 0.2 0.3 5, 0 0 0.5 1.5",
    "1, 0, -1 0.2 0.3 5, 0 0 0.5 1",
    "0, 1, -1 0.2 0.3 5, -0.5 0 0.5 1"
  })
  void unsignedIntegersHaveAZeroPoint(int narrow, int zero, String x, String y) {
    GraphWriter graph = new GraphWriter();
    String in = graph.input(x.split(" ").length);
    check(
        graph,
        graph.quantizer(
            "IntQuant",
            List.of(in, graph.scalar(0.5), graph.scalar(zero), graph.scalar(2)),
            GraphWriter.integer("signed", 0),
            GraphWriter.integer("narrow", narrow)),
        x,
        y);
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, 1, 6, 0.25 0.75 1.25 1.75 2.5 3.5 5 5.5 -9, 0 1 1 2 2 4 4 6 -6",
    "4, 3, 7, 448, 464 1e9 0.0009765625 0.002929688 255, 448 448 0 0.00390625 256",
    "3, 0, 3, 16, 3 6 0.1875 0.09, 4 8 0.25 0"
  })
  void minifloatsRoundToTheirGrid(int e, int m, int bias, double max, String x, String y) {
    GraphWriter graph = new GraphWriter();
    String in = graph.input(x.split(" ").length);
    check(
        graph,
        graph.quantizer(
            "FloatQuant",
            List.of(
                in,
                graph.scalar(1),
                graph.scalar(e),
                graph.scalar(m),
                graph.scalar(bias),
                graph.scalar(max))),
        x,
        y);
  }

  @ParameterizedTest
  @CsvSource({"0 -0.0 1e-30 -1e-30, 0.5 0.5 0.5 -0.5"})
  void theSignOfZeroIsPlus(String x, String y) {
    GraphWriter graph = new GraphWriter();
    String in = graph.input(4);
    check(graph, graph.quantizer("BipolarQuant", List.of(in, graph.scalar(0.5))), x, y);
  }
}
