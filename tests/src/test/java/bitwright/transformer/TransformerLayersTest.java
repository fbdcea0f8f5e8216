package bitwright.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The golden model and the generated matrix units compute, on a real transformer's activations,
 * onnxruntime's integers bit for bit.
 */
class TransformerLayersTest {

  /** Rows per layer that are promised. */
  private static final int ROWS = 100;

  /** The linear layers of the model: six in each of its six transformer layers. */
  private static final int LAYERS = 36;

  private static final List<String> SENTENCES =
      List.of(
          "The bridge over the river was closed for repairs after the spring flood.",
          "After the flood in spring, they shut the river bridge to repair it.",
          "Adding two numbers exactly is easy; rounding them the same way twice is not.",
          "She packed bread, cheese and three oranges for the long train journey north.",
          "A telescope gathers light that left its star before anyone could see it.",
          "Please water the tomatoes every evening while we are away in July.",
          "The committee postponed its decision, because nobody had read the report.",
          "Old clocks in the museum strike noon at slightly different times.",
          "How many bits does an accumulator need so that no sum ever overflows?",
          "Snow fell quietly on the harbour, and the ferries stayed at their moorings.");

  private static MiniLm model;
  private static List<Activations> runs;

  @BeforeAll
  static void runTheTransformer() throws Exception {
    model = new MiniLm();
    runs = model.run(SENTENCES);
  }

  @AfterAll
  static void close() throws Exception {
    model.close();
  }

  @Test
  void textBecomesTheTokensThatTheModelKnows() {
    long[] expected = {101, 7592, 1010, 2088, 999, 102};
    assertArrayEquals(expected, model.tokens("Hello, world!"));
  }

  @Test
  void sentencesOfLikeMeaningAreNearest() throws Exception {
    double[][] embeddings = new double[SENTENCES.size()][];
    for (int i = 0; i < embeddings.length; i++) {
      embeddings[i] = model.embedding(SENTENCES.get(i));
    }
    double like = cosine(embeddings[0], embeddings[1]);
    for (int i = 2; i < embeddings.length; i++) {
      double other = cosine(embeddings[0], embeddings[i]);
      assertTrue(like > other + 0.3, like + " " + other + ": " + SENTENCES.get(i));
    }
  }

  private static double cosine(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void theGoldenModelComputesTheSameIntegers() {
    assertEquals(LAYERS, runs.size());
    long compared = 0;
    for (Activations run : runs) {
      assertTrue(run.tokens() >= ROWS, run.tokens() + " rows of " + run.layer().node());
      compared += compare(run, evaluate(run));
    }
    System.out.printf(
        "golden model: %d layers, %d rows each, %d sums, all equal to onnxruntime's%n",
        runs.size(), runs.get(0).tokens(), compared);
  }

  private static Evaluation evaluate(Activations run) {
    return new GoldenModel(run.layer().network("minilm"))
        .evaluate(run.layer().codes(run.x(), run.zeroPoints()));
  }

  /** Compares sums; the processor must not be one on which onnxruntime's saturate. */
  private static long compare(Activations run, Evaluation evaluation) {
    int rows = run.layer().weights().rows();
    assertEquals(run.tokens() * rows, run.sums().length);
    for (int i = 0; i < run.sums().length; i++) {
      int token = i / rows;
      int row = i % rows;
      long actual = evaluation.lastAccumulators().get(token, row).longValueExact();
      if (actual != run.sums()[i]) {
        assertEquals(run.sums()[i], actual, run.layer().node() + " row " + token + ", sum " + row);
      }
    }
    return run.sums().length;
  }
}
