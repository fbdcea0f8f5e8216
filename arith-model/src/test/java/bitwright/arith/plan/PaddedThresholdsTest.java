package bitwright.arith.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.oracle.Samples;
import bitwright.arith.oracle.Tally;
import bitwright.arith.step.RandomStages;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepCompiler;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the hardware does with padded thresholds, against the rank it should find. */
class PaddedThresholdsTest {

  private static final int ROWS = 4;

  private static DenseLayer layer(Format w, Format x, int columns, Random random) {
    RandomStages chains = new RandomStages(random);
    var weights = new WeightMatrix(w, ROWS, columns, Samples.random(w, ROWS * columns, random));
    var last = chains.quantizer();
    List<StepFunction> steps = new ArrayList<>();
    for (int r = 0; r < ROWS; r++) {
      steps.add(StepCompiler.compile(chains.stages(), last, weights.accumulatorRange(x)));
    }
    return new DenseLayer("layer", weights, x, Optional.of(new Requantizer(last.format(), steps)));
  }

  @Test
  void comparingRawAccumulatorsFindsTheRank() {
    Tally tally = new Tally("padded thresholds");
    Random random = new Random(17);
    for (String[] pair :
        new String[][] {
          {"bipolar1", "bipolar1"},
          {"int2", "uint2"},
          {"pot3", "int3"},
          {"e2m1", "e2m1"},
          {"ternary", "bipolar2"}
        }) {
      for (int i = 0; i < 30; i++) {
        int columns = 1 + random.nextInt(40);
        Format w = FormatNames.parse(pair[0]);
        Format x = FormatNames.parse(pair[1]);
        check(new MatrixPlan(layer(w, x, columns, random), new Fold(1, 1)), tally);
      }
    }
    tally.require(50_000);
  }

  private static void check(MatrixPlan plan, Tally tally) {
    IntegerRange raw = plan.rawRange();
    ThresholdPlan search = plan.thresholds().orElseThrow();
    for (int row = 0; row < ROWS; row++) {
      List<BigInteger> padded = search.paddedThresholds(row);
      int stages = search.stages();
      assertEquals((1 << stages) - 1, padded.size());
      assertEquals(padded.stream().sorted().toList(), padded);
      StepFunction steps = plan.layer().requantizer().orElseThrow().channels().get(row);
      BigInteger a = raw.min();
      while (a.compareTo(raw.max()) <= 0) {
        int reached = search(padded, a, stages);
        int rank = search.falling(row) ? ~reached & (1 << stages) - 1 : reached;
        assertEquals(steps.rank(plan.accumulator(a)), rank);
        tally.add();
        a = a.add(BigInteger.ONE);
      }
      for (BigInteger t : padded) {
        IntegerRange range = search.range();
        assertEquals(t, t.max(range.min()).min(range.max()));
      }
    }
  }

  /** Binary search, one bit of the rank a stage, as a pipeline of comparators does it. */
  private static int search(List<BigInteger> padded, BigInteger a, int stages) {
    int prefix = 0;
    for (int k = 0; k < stages; k++) {
      int span = 1 << stages - k;
      int position = prefix * span + span / 2 - 1;
      prefix = 2 * prefix + (a.compareTo(padded.get(position)) >= 0 ? 1 : 0);
    }
    return prefix;
  }

  @Test
  void xnorCountsMatchesOverItsWholeRange() {
    Format bit = FormatNames.parse("bipolar1");
    MatrixPlan plan = new MatrixPlan(layer(bit, bit, 9, new Random(1)), new Fold(2, 3));
    assertEquals(IntegerRange.of(0, 9), plan.rawRange());
    assertEquals(BigInteger.valueOf(-9), plan.accumulator(BigInteger.ZERO));
    assertEquals(BigInteger.valueOf(9), plan.accumulator(BigInteger.valueOf(9)));
    assertEquals(4, plan.rawBits());
  }

  @Test
  void weightWordsHoldEveryCodeWhereTheHardwareReadsIt() {
    Random random = new Random(8);
    Format w = FormatNames.parse("e2m1");
    MatrixPlan plan =
        new MatrixPlan(layer(w, FormatNames.parse("int3"), 12, random), new Fold(2, 3));
    assertEquals(8, plan.weightDepth());
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < 12; column++) {
        BigInteger word = plan.weightWord(row / 2 * 4 + column / 3);
        int code = word.shiftRight((row % 2 * 3 + column % 3) * 4).intValue() & 15;
        assertEquals(plan.layer().weights().code(row, column), code);
      }
    }
  }

  @Test
  void aFoldThatDoesNotDivideIsRefused() {
    Format bit = FormatNames.parse("bipolar1");
    DenseLayer layer = layer(bit, bit, 9, new Random(1));
    assertThrows(IllegalArgumentException.class, () -> new MatrixPlan(layer, new Fold(3, 1)));
    assertThrows(IllegalArgumentException.class, () -> new MatrixPlan(layer, new Fold(1, 2)));
  }
}
