package bitwright.arith.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The padded search gives the code of the definition at, above and below every threshold. */
class RankSearchTest {

  private static final IntegerRange WIDEST = IntegerRange.of(-(1L << 62), (1L << 62) - 1);

  @ParameterizedTest
  @ValueSource(
      strings = {"bipolar1", "ternary", "uint4", "int4n", "e2m1", "e3m2", "e4m3fn", "uint8"})
  void equalsTheRequantizerAroundEveryThreshold(String name) {
    var format = FormatNames.parse(name);
    int count = format.levels().count() - 1;
    Random random = new Random(5);
    List<StepFunction> channels =
        Stream.of(4L, 1000L, Long.MAX_VALUE >> 2)
            .flatMap(
                span ->
                    Stream.of(false, true)
                        .map(
                            falling ->
                                new StepFunction(
                                    random
                                        .longs(count, -span, span)
                                        .sorted()
                                        .mapToObj(BigInteger::valueOf)
                                        .toList(),
                                    falling)))
            .toList();
    Requantizer requantizer = new Requantizer(format, channels);
    RankSearch search = RankSearch.of(requantizer, WIDEST).orElseThrow();
    int compared = 0;
    for (int c = 0; c < channels.size(); c++) {
      for (BigInteger threshold : channels.get(c).thresholds()) {
        for (long near = -1; near <= 1; near++) {
          compared += compare(requantizer, search, threshold.longValueExact() + near);
        }
      }
    }
    for (long end : new long[] {-(1L << 62), -1, 0, 1, (1L << 62) - 1}) {
      compared += compare(requantizer, search, end);
    }
    assertEquals((6 * 3 * count + 5) * channels.size(), compared);
  }

  /** Compares the codes of all channels for one accumulator, in the second of two vectors. */
  private static int compare(Requantizer requantizer, RankSearch search, long accumulator) {
    int channels = requantizer.channels().size();
    long[] sums = new long[2 * channels];
    Arrays.fill(sums, channels, 2 * channels, accumulator);
    int[] codes = new int[1 + 2 * channels];
    search.codes(Accumulators.narrow(2, channels, sums), codes, 1);
    for (int c = 0; c < channels; c++) {
      assertEquals(requantizer.code(c, accumulator), codes[1 + channels + c]);
    }
    return channels;
  }

  @Test
  void numbersWhoseDifferenceOverflowsHaveNoSearch() {
    BigInteger past = WIDEST.max().add(BigInteger.ONE);
    var steps = new StepFunction(List.of(past), false);
    var wide = new Requantizer(FormatNames.parse("bipolar1"), List.of(steps));
    assertTrue(RankSearch.of(wide, WIDEST).isEmpty());
    var one = new StepFunction(List.of(BigInteger.ONE), false);
    var narrow = new Requantizer(FormatNames.parse("bipolar1"), List.of(one));
    assertTrue(RankSearch.of(narrow, WIDEST).isPresent());
    assertTrue(RankSearch.of(narrow, new IntegerRange(BigInteger.ZERO, past)).isEmpty());
  }
}
