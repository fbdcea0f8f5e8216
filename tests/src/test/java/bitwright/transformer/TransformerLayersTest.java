package bitwright.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.quantize.integer.IntegerLayer;
import bitwright.sim.CoSimulation;
import bitwright.sim.Divergence;
import bitwright.sim.SimulationOptions;
import bitwright.sim.VerificationReport;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden model and the generated matrix units compute, on a real transformer's activations,
 * onnxruntime's integers bit for bit. {@code -Dbitwright.nightly=true} simulates wider units too.
 */
class TransformerLayersTest {

  /** Rows per layer that are promised. */
  private static final int ROWS = 100;

  /** The linear layers of the model: six in each of its six transformer layers. */
  private static final int LAYERS = 36;

  /** Those of the first transformer layer, which are simulated. */
  private static final List<String> SIMULATED =
      List.of(
          "/encoder/layer.0/attention/self/query/MatMul_quant",
          "/encoder/layer.0/attention/self/key/MatMul_quant",
          "/encoder/layer.0/attention/self/value/MatMul_quant",
          "/encoder/layer.0/attention/output/dense/MatMul_quant",
          "/encoder/layer.0/intermediate/dense/MatMul_quant",
          "/encoder/layer.0/output/dense/MatMul_quant");

  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");

  private static MiniLm model;
  private static List<Activations> runs;

  @BeforeAll
  static void runTheTransformer() throws Exception {
    model = new MiniLm();
    runs = model.run(Sentences.ALL);
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
    List<double[]> embeddings = new ArrayList<>();
    for (String sentence : Sentences.ALL) {
      embeddings.add(model.embedding(sentence));
    }
    double like = cosine(embeddings.get(0), embeddings.get(1));
    for (double[] other : embeddings.subList(2, embeddings.size())) {
      assertTrue(like > cosine(embeddings.get(0), other) + 0.3);
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
      assertEquals(Optional.empty(), Sums.first(run, golden(run).lastAccumulators()));
      compared += run.sums().length;
    }
    System.out.printf(
        "golden model: %d layers, %d rows each, %,d sums, all equal to onnxruntime's%n",
        runs.size(), runs.get(0).tokens(), compared);
  }

  @Test
  void zeroPointsAreWhatEachSentenceMakesThem() {
    int several = 0;
    for (Activations run : runs) {
      assertTrue(run.layer().input().zeroPointTensor().isPresent());
      assertTrue(Arrays.stream(run.zeroPoints()).allMatch(z -> z > 0 && z < 255));
      several += Arrays.stream(run.zeroPoints()).distinct().count() > 1 ? 1 : 0;
    }
    assertTrue(several >= 20, several + " layers with more than one zero-point");
  }

  @TestFactory
  List<DynamicTest> theHardwareComputesTheSameIntegers() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String node : SIMULATED) {
      Activations run = run(node);
      for (Fold fold : NIGHTLY ? List.of(fold(run), new Fold(16, 16)) : List.of(fold(run))) {
        tests.add(DynamicTest.dynamicTest(node + " " + fold, () -> simulate(run, fold)));
      }
    }
    return tests;
  }

  /** Sixteen lanes, in another arrangement for each shape. */
  private static Fold fold(Activations run) {
    int rows = run.layer().weights().rows();
    int columns = run.layer().weights().columns();
    return rows > columns ? new Fold(8, 2) : rows < columns ? new Fold(2, 8) : new Fold(4, 4);
  }

  private static void simulate(Activations run, Fold fold) {
    Accelerator unit = generate(run.layer(), fold);
    VerificationReport report = CoSimulation.verify(unit, golden(run), SimulationOptions.DEFAULT);
    assertTrue(report.passed(), () -> report.violation() + " " + report.divergence());
    assertEquals(run.sums().length, report.compared());
    assertEquals(Optional.empty(), Sums.first(run, report.rtl().lastAccumulators()));
    assertEquals(
        unit.plan().cyclesPerInference(), report.timing().orElseThrow().cyclesPerInference());
    System.out.printf(
        "hardware: %s, %s, %s, %d rows, %,d sums, all equal to onnxruntime's%n",
        run.layer().node(), run.layer().weights(), fold, run.tokens(), run.sums().length);
  }

  @Test
  void oneWrongWeightBitIsSeenWhereItMustBe() throws Exception {
    Activations run = model.run(Sentences.ALL.subList(0, 2)).get(0);
    Fault fault = new Fault(17, 123, 0);
    IntegerLayer wrong = fault.in(run.layer());
    int[] differences = differences(run, fault.column());
    int first = 0;
    while (differences[first] == 0) {
      first++;
    }
    long right = run.sums()[first * run.layer().weights().rows() + fault.row()];
    long shown = right + (long) fault.change(run.layer()) * differences[first];

    Activations faulty = new Activations(wrong, run.x(), run.zeroPoints(), run.sums());
    Sums.Difference expected =
        new Sums.Difference(first, fault.row(), right, BigInteger.valueOf(shown));
    assertEquals(Optional.of(expected), Sums.first(faulty, golden(faulty).lastAccumulators()));

    Accelerator unit = generate(wrong, fold(run));
    VerificationReport report = CoSimulation.verify(unit, golden(run), SimulationOptions.DEFAULT);
    Divergence divergence = report.divergence().orElseThrow();
    assertEquals(first, divergence.vector());
    assertEquals(fault.row(), divergence.channel());
    assertEquals(BigInteger.valueOf(right), divergence.expected());
    assertEquals(BigInteger.valueOf(shown), divergence.actual());
    long seen = Arrays.stream(differences).filter(d -> d != 0).count();
    assertEquals(seen, report.mismatches());
  }

  /** The values x − z of one input over all tokens. */
  private static int[] differences(Activations run, int column) {
    int[] values = new int[run.tokens()];
    int columns = run.layer().weights().columns();
    Arrays.setAll(values, t -> run.x()[t * columns + column] - run.zeroPoints()[t]);
    return values;
  }

  private static Activations run(String node) {
    return runs.stream().filter(r -> r.layer().node().equals(node)).findFirst().orElseThrow();
  }

  private static Evaluation golden(Activations run) {
    return new GoldenModel(network(run.layer()))
        .evaluate(run.layer().codes(run.x(), run.zeroPoints()));
  }

  private static Accelerator generate(IntegerLayer layer, Fold fold) {
    return Generator.generate(AcceleratorPlan.of(network(layer), List.of(fold)));
  }

  /**
   * Equal names, so that layers of one shape have equal sources and share one build of the
   * simulator; their weights are in memory files.
   */
  private static Network network(IntegerLayer layer) {
    return layer.named("linear").network("transformer");
  }
}
