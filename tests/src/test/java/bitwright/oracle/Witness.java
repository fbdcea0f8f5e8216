package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.oracle.GraphFile.Node;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The graph executed exactly beside the golden model: every quantizer's output, every class and
 * every real output must agree.
 */
final class Witness {

  /** What was compared, and in how many images plain doubles would have left the exact codes. */
  record Agreement(int images, long codes, int doubleDifferences) {}

  private static final String[] QUANTIZERS = {
    "Quant", "IntQuant", "BipolarQuant", "FloatQuant", "DequantizeLinear"
  };

  private final GraphFile graph;
  private final Network network;
  private final Executor<Rational> exact;
  private final Executor<Double> doubles;
  private final List<Node> quantizers;
  private final boolean quantizesInput;

  Witness(GraphFile graph, Network network) {
    this.graph = graph;
    this.network = network;
    exact = new Executor<>(graph, new ExactField());
    doubles = new Executor<>(graph, new DoubleField());
    quantizers = exact.dynamic(QUANTIZERS);
    long requantizers = network.layers().stream().filter(l -> l.output().isPresent()).count();
    quantizesInput = quantizers.size() == requantizers + 1;
    assertEquals(requantizers + (quantizesInput ? 1 : 0), quantizers.size());
  }

  /** Compares a batch; images are split over the cores. */
  Agreement compare(float[] inputs) {
    return compare(inputs, new GoldenModel(network).evaluate(inputs));
  }

  Agreement compare(float[] inputs, Evaluation golden) {
    int features = network.input().features();
    AtomicLong codes = new AtomicLong();
    AtomicInteger doubleDifferences = new AtomicInteger();
    IntStream.range(0, golden.vectors())
        .parallel()
        .forEach(
            v -> {
              Map<String, Tensor<Rational>> run = exact.run(inputs, v * features);
              codes.addAndGet(image(golden, v, run));
              var plain = doubles.run(inputs, v * features);
              doubleDifferences.addAndGet(DoubleRounding.explain(quantizers, run, plain) ? 1 : 0);
            });
    return new Agreement(golden.vectors(), codes.get(), doubleDifferences.get());
  }

  private long image(Evaluation golden, int v, Map<String, Tensor<Rational>> run) {
    long codes = 0;
    for (int q = 0; q < quantizers.size(); q++) {
      int layer = quantizesInput ? q - 1 : q;
      CodeMatrix matrix = layer < 0 ? golden.inputs() : golden.layerCodes().get(layer);
      codes += codes(quantizers.get(q), matrix, v, run);
    }
    if (!quantizesInput) {
      codes += inputGrid(golden, v, run);
    }
    sameClass(logits(run), golden.argMax(v), v);
    outputs(golden, v, run.get(graph.output()));
    return codes;
  }

  private long codes(Node node, CodeMatrix golden, int v, Map<String, Tensor<Rational>> run) {
    Tensor<Rational> expected = run.get(node.output());
    Rational scale = exact.constant(node.inputs().get(1)).get(0);
    Rational zero = exact.zeroPoint(node);
    assertEquals(expected.size(), golden.width());
    for (int i = 0; i < expected.size(); i++) {
      Rational code = value(golden.format(), golden.code(v, i));
      Rational actual = code.minus(zero).times(scale);
      // Golden codes may have the zero point taken off already.
      if (!expected.get(i).equals(actual) && !expected.get(i).equals(code.times(scale))) {
        throw new AssertionError(
            "%s of image %d, channel %d: golden %s, graph %s"
                .formatted(
                    node.output(), v, i, actual.doubleValue(), expected.get(i).doubleValue()));
      }
    }
    return expected.size();
  }

  /** Where the graph leaves its input unquantized, inputs lie on the golden model's grid. */
  private long inputGrid(Evaluation golden, int v, Map<String, Tensor<Rational>> run) {
    Tensor<Rational> x = run.get(graph.input());
    for (int i = 0; i < x.size(); i++) {
      Rational code = value(golden.inputs().format(), golden.inputs().code(v, i));
      assertEquals(x.get(i), code.times(Rational.of(0x1p-10)));
    }
    return x.size();
  }

  /** The exact value of a code, by way of the format's image. */
  static Rational value(Format format, int code) {
    return Rational.scaled(format.image(code), format.unitExponent());
  }

  private Tensor<Rational> logits(Map<String, Tensor<Rational>> run) {
    Node last = exact.dynamic().get(exact.dynamic().size() - 1);
    boolean ranked = last.op().equals("Softmax") || last.op().equals("TopK");
    return run.get(ranked ? last.inputs().get(0) : last.output());
  }

  /**
   * The class is that of the greatest logit, the lowest position among equals; another is allowed
   * only where doubles cannot tell the two logits apart.
   */
  private static void sameClass(Tensor<Rational> logits, int actual, int v) {
    int best = 0;
    for (int i = 1; i < logits.size(); i++) {
      best = logits.get(i).compareTo(logits.get(best)) > 0 ? i : best;
    }
    double top = logits.get(best).doubleValue();
    double gap = logits.get(best).minus(logits.get(actual)).doubleValue();
    if (best != actual && gap > 1e-14 * Math.max(1, Math.abs(top))) {
      throw new AssertionError("class of image %d: golden %d, graph %d".formatted(v, actual, best));
    }
  }

  private static void outputs(Evaluation golden, int v, Tensor<Rational> expected) {
    double[] actual = golden.outputs(v);
    assertEquals(expected.size(), actual.length);
    for (int i = 0; i < actual.length; i++) {
      double y = expected.get(i).doubleValue();
      assertEquals(y, actual[i], 1e-12 * Math.max(1, Math.abs(y)));
    }
  }

  /** What a checker said: a parallel stream may wrap it in an error without a message. */
  static String reason(Throwable thrown) {
    return thrown.getCause() == null
        ? String.valueOf(thrown.getMessage())
        : reason(thrown.getCause());
  }
}
