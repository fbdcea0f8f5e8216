package bitwright.arith.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The golden model computes the layers' definition, however a batch is split over threads. */
class GoldenModelTest {

  private static final int VECTORS = 3 * LayerModel.CHUNK + 5;

  private final Random random = new Random(11);

  @ParameterizedTest
  @CsvSource({"int4, uint4", "bipolar1, bipolar1", "e4m3fn, e4m3fn", "e5m2, e5m2"})
  void everyCodeFollowsFromTheDefinition(String weights, String activations) throws Exception {
    Network network = network(FormatNames.parse(weights), FormatNames.parse(activations));
    CodeMatrix inputs = inputs(network);
    GoldenModel model = new GoldenModel(network);
    Evaluation evaluation = model.evaluate(inputs);
    DenseLayer first = network.kernel(0);
    DenseLayer last = network.kernel(1);
    CodeMatrix hidden = evaluation.layerCodes().get(0);
    for (int v = 0; v < VECTORS; v++) {
      for (int r = 0; r < first.rows(); r++) {
        BigInteger sum = first.accumulate(r, inputs.vector(v));
        assertEquals(first.requantizer().orElseThrow().code(r, sum), hidden.code(v, r));
      }
      for (int r = 0; r < last.rows(); r++) {
        BigInteger sum = last.accumulate(r, hidden.vector(v));
        assertEquals(sum, evaluation.outputInteger(v, r));
      }
    }
    ForkJoinPool lonely = new ForkJoinPool(1);
    try {
      Evaluation alone = lonely.submit(() -> model.evaluate(inputs)).get();
      assertArrayEquals(hidden.codes(), alone.layerCodes().get(0).codes());
    } finally {
      lonely.shutdown();
    }
  }

  private CodeMatrix inputs(Network network) {
    int features = network.input().features();
    int[] codes = codes(network.input().format(), VECTORS * features);
    return new CodeMatrix(network.input().format(), VECTORS, features, codes);
  }

  private Network network(Format weights, Format activations) {
    InputQuantizer input =
        InputQuantizer.compile(
            21,
            List.of(List.of()),
            new Stage.Quantizer(activations, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    WeightMatrix first = new WeightMatrix(weights, 13, 21, codes(weights, 13 * 21));
    WeightMatrix second = new WeightMatrix(weights, 3, 13, codes(weights, 3 * 13));
    DenseLayer hidden =
        new DenseLayer("fc0", first, activations, Optional.of(requantizer(first, activations)));
    DenseLayer last = new DenseLayer("fc1", second, activations, Optional.empty());
    OutputHead head = OutputHead.affine(new double[] {1, 1, 1}, new double[3]);
    return new Network("net", List.of(21), input, List.of(hidden, last), head);
  }

  /** Random thresholds within the range that the layer reaches; every other channel falls. */
  private Requantizer requantizer(WeightMatrix weights, Format activations) {
    List<StepFunction> channels = new ArrayList<>();
    for (int row = 0; row < weights.rows(); row++) {
      IntegerRange range = weights.accumulatorRange(row, activations);
      BigInteger span = range.max().subtract(range.min()).add(BigInteger.TWO);
      List<BigInteger> thresholds = new ArrayList<>();
      for (int i = 1; i < activations.levels().count(); i++) {
        thresholds.add(range.min().add(new BigInteger(span.bitLength() + 8, random).mod(span)));
      }
      thresholds.sort(null);
      channels.add(new StepFunction(thresholds, row % 2 == 1));
    }
    assertTrue(channels.stream().anyMatch(StepFunction::falling));
    return new Requantizer(activations, channels);
  }

  private int[] codes(Format format, int count) {
    return random
        .ints(count, 0, format.levels().count())
        .map(rank -> format.levels().code(rank))
        .toArray();
  }
}
