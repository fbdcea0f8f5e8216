package bitwright.arith.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table has the code of every accumulator of its range, whatever the thresholds. */
class CodeTableTest {

  private static final int CHANNELS = 7;

  @ParameterizedTest
  @CsvSource({"uint4, -300, 300", "e3m2, -50, 2000", "bipolar1, 5, 5", "ternary, -9, 9"})
  void everyAccumulatorHasTheCodeOfItsRank(String name, long min, long max) {
    Format output = FormatNames.parse(name);
    Random random = new Random(name.hashCode());
    List<StepFunction> channels = new ArrayList<>();
    for (int c = 0; c < CHANNELS; c++) {
      List<BigInteger> thresholds =
          random
              .longs(output.levels().count() - 1, min - 3, max + 4)
              .sorted()
              .mapToObj(BigInteger::valueOf)
              .toList();
      channels.add(new StepFunction(thresholds, random.nextBoolean()));
    }
    Requantizer requantizer = new Requantizer(output, channels);
    CodeTable table = CodeTable.of(requantizer, IntegerRange.of(min, max)).orElseThrow();
    for (long a = min; a <= max; a++) {
      long[] sums = new long[CHANNELS];
      Arrays.fill(sums, a);
      int[] codes = new int[CHANNELS + 2];
      table.codes(Accumulators.narrow(1, CHANNELS, sums), codes, 2);
      for (int c = 0; c < CHANNELS; c++) {
        assertEquals(requantizer.code(c, a), codes[2 + c], name + " of " + a);
      }
    }
    assertTrue(CodeTable.of(requantizer, IntegerRange.of(0, 1L << 40)).isEmpty());
  }
}
