package bitwright.arith.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.oracle.Forward;
import bitwright.arith.oracle.Rational;
import bitwright.arith.oracle.Samples;
import bitwright.arith.oracle.Tally;
import bitwright.arith.step.RandomStages;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepCompiler;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole networks of two layers against sums and stages computed one by one. */
class GoldenDefinitionTest {

  private static final int INPUTS = 11;
  private static final int HIDDEN = 7;
  private static final int OUTPUTS = 3;

  private record Sample(Network network, List<List<Stage>> stages, Quantizer quantizer) {}

  private static Sample sample(Format w, Format x, Random random) {
    RandomStages chains = new RandomStages(random);
    Quantizer in = new Quantizer(x, Rounding.TIES_TO_EVEN, new BigFraction(1, 8));
    WeightMatrix first =
        new WeightMatrix(w, HIDDEN, INPUTS, Samples.random(w, HIDDEN * INPUTS, random));
    Quantizer middle = chains.quantizer();
    List<List<Stage>> stages = new ArrayList<>();
    List<StepFunction> steps = new ArrayList<>();
    for (int r = 0; r < HIDDEN; r++) {
      stages.add(chains.stages());
      steps.add(StepCompiler.compile(stages.get(r), middle, first.accumulatorRange(x)));
    }
    Format hidden = middle.format();
    WeightMatrix second =
        new WeightMatrix(w, OUTPUTS, HIDDEN, Samples.random(w, OUTPUTS * HIDDEN, random));
    Network network =
        new Network(
            "sample",
            List.of(INPUTS),
            InputQuantizer.compile(INPUTS, List.of(List.of()), in),
            List.of(
                new DenseLayer("first", first, x, Optional.of(new Requantizer(hidden, steps))),
                new DenseLayer("second", second, hidden, Optional.empty())),
            OutputHead.affine(new double[] {1, 1, 1}, new double[OUTPUTS]));
    return new Sample(network, stages, middle);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 64, 65, 100})
  void everyCodeAndAccumulatorIsThatOfTheDefinition(int vectors) {
    Tally tally = new Tally("golden, batches of " + vectors);
    Random random = new Random(vectors);
    String[][] pairs = {
      {"bipolar1", "bipolar1"}, {"int4", "uint4"}, {"e5m2", "e5m2"}, {"pot4", "e2m1"}
    };
    for (String[] pair : pairs) {
      Format x = FormatNames.parse(pair[1]);
      Sample sample = sample(FormatNames.parse(pair[0]), x, random);
      CodeMatrix inputs =
          new CodeMatrix(x, vectors, INPUTS, Samples.random(x, vectors * INPUTS, random));
      check(sample, new GoldenModel(sample.network()).evaluate(inputs), tally);
    }
    tally.require(4L * vectors * (HIDDEN + OUTPUTS));
  }

  private static void check(Sample sample, Evaluation evaluation, Tally tally) {
    DenseLayer first = sample.network().kernel(0);
    DenseLayer second = sample.network().kernel(1);
    CodeMatrix codes = evaluation.layerCodes().get(0);
    List<Forward> forward =
        sample.stages().stream().map(s -> new Forward(s, sample.quantizer())).toList();
    for (int v = 0; v < evaluation.vectors(); v++) {
      for (int r = 0; r < HIDDEN; r++) {
        BigInteger sum = sum(first, r, evaluation.inputs(), v);
        int code = forward.get(r).code(new Rational(sum, BigInteger.ONE));
        assertEquals(code, codes.code(v, r));
        tally.add();
      }
      for (int r = 0; r < OUTPUTS; r++) {
        assertEquals(sum(second, r, codes, v), evaluation.outputInteger(v, r));
        tally.add();
      }
    }
  }

  private static BigInteger sum(DenseLayer layer, int row, CodeMatrix inputs, int vector) {
    BigInteger[] w = Samples.integers(layer.weights().format());
    BigInteger[] x = Samples.integers(inputs.format());
    BigInteger sum = BigInteger.ZERO;
    for (int c = 0; c < layer.columns(); c++) {
      sum = sum.add(w[layer.weights().code(row, c)].multiply(x[inputs.code(vector, c)]));
    }
    return sum;
  }

  @Test
  void aFlippedWeightIsSeen() {
    Random random = new Random(4);
    Format x = FormatNames.parse("uint4");
    Sample sample = sample(FormatNames.parse("int4"), x, random);
    CodeMatrix inputs = new CodeMatrix(x, 50, INPUTS, Samples.random(x, 50 * INPUTS, random));
    DenseLayer second = sample.network().kernel(1);
    int[] codes = second.weights().codes();
    codes[5] ^= 1;
    WeightMatrix flipped = new WeightMatrix(second.weights().format(), OUTPUTS, HIDDEN, codes);
    Network wrong =
        new Network(
            "wrong",
            List.of(INPUTS),
            sample.network().input(),
            List.of(
                sample.network().kernel(0),
                new DenseLayer("second", flipped, second.input(), Optional.empty())),
            sample.network().head());
    Evaluation evaluation = new GoldenModel(wrong).evaluate(inputs);
    assertThrows(AssertionError.class, () -> check(sample, evaluation, new Tally("planted")));
  }

  @Test
  void inputsThatDoNotFitAreRefused() {
    Sample sample = sample(FormatNames.parse("int4"), FormatNames.parse("uint4"), new Random(1));
    GoldenModel model = new GoldenModel(sample.network());
    assertThrows(IllegalArgumentException.class, () -> model.quantize(new float[INPUTS + 1]));
    float[] nan = new float[INPUTS];
    nan[3] = Float.NaN;
    assertThrows(IllegalArgumentException.class, () -> model.quantize(nan));
  }

  @Test
  void theHeadRanksScoresTheLowestPositionFirst() {
    OutputHead head =
        new OutputHead(
            new double[] {1, -1, 2},
            new double[] {0, 4, 0},
            true,
            OutputHead.Post.TOP_K_INDICES,
            2);
    assertEquals(0, head.argMax(new double[] {2, 2, 1}));
    assertEquals(0, head.apply(new double[] {2, 2, 1})[0]);
    assertEquals(1, head.apply(new double[] {2, 2, 1})[1]);
    assertEquals(0, head.scores(new double[] {-3, 2, 1})[0]);
    OutputHead softmax =
        new OutputHead(new double[] {1, 1}, new double[] {0, 0}, false, OutputHead.Post.SOFTMAX, 2);
    double[] p = softmax.apply(new double[] {1000, 1000});
    assertEquals(0.5, p[0]);
    assertFalse(Double.isNaN(p[1]));
  }
}
