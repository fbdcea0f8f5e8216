package bitwright.arith.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The padded search gives the code of the definition at, above and below every threshold. */
class RankSearchTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"bipolar1", "ternary", "uint4", "int4n", "e2m1", "e3m2", "e4m3fn", "uint8"})
  void equalsTheRequantizerAroundEveryThreshold(String name) {
    var format = FormatNames.parse(name);
    int count = format.levels().count() - 1;
    Random random = new Random(5);
    List<StepFunction> channels =
        Stream.of(4L, 1000L, Long.MAX_VALUE)
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
    RankSearch search = RankSearch.of(requantizer).orElseThrow();
    int compared = 0;
    for (int c = 0; c < channels.size(); c++) {
      for (BigInteger threshold : channels.get(c).thresholds()) {
        for (long near = -1; near <= 1; near++) {
          long accumulator = threshold.longValueExact() + near;
          assertEquals(requantizer.code(c, accumulator), search.code(c, accumulator));
          compared++;
        }
      }
      for (long end : new long[] {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE}) {
        assertEquals(requantizer.code(c, end), search.code(c, end));
      }
    }
    assertEquals(6 * 3 * count, compared);
  }

  @Test
  void thresholdsBeyondLongsHaveNoSearch() {
    var ends = List.of(BigInteger.ONE.shiftLeft(63));
    var requantizer =
        new Requantizer(FormatNames.parse("bipolar1"), List.of(new StepFunction(ends, false)));
    assertTrue(RankSearch.of(requantizer).isEmpty());
  }
}
