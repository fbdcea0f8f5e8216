package bitwright.arith.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search on words gives the code of the definition at, above and below every threshold. */
class WideSearchTest {

  @ParameterizedTest
  @CsvSource({
    "bipolar1, 64",
    "uint4, 63",
    "int4n, 65",
    "e3m2, 100",
    "e4m3fn, 127",
    "uint8, 128",
    "e5m2, 129",
    "ue6m2, 300"
  })
  void equalsTheRequantizerAroundEveryThreshold(String name, int bits) {
    var format = FormatNames.parse(name);
    int count = format.levels().count() - 1;
    Random random = new Random(bits);
    BigInteger half = BigInteger.ONE.shiftLeft(bits - 1);
    List<StepFunction> channels = new ArrayList<>();
    for (int channel = 0; channel < 4; channel++) {
      int width = channel < 2 ? bits : 3 + random.nextInt(bits);
      BigInteger offset = BigInteger.ONE.shiftLeft(width - 1);
      List<BigInteger> thresholds =
          IntStream.range(0, count)
              .mapToObj(i -> new BigInteger(width, random).subtract(offset))
              .sorted()
              .toList();
      channels.add(new StepFunction(thresholds, channel % 2 == 1));
    }
    Requantizer requantizer = new Requantizer(format, channels);
    IntegerRange range = new IntegerRange(half.negate(), half.subtract(BigInteger.ONE));
    WideSearch search = new WideSearch(requantizer, range);
    int compared = 0;
    for (StepFunction channel : channels) {
      for (BigInteger threshold : channel.thresholds()) {
        for (long near = -1; near <= 1; near++) {
          BigInteger sum = threshold.add(BigInteger.valueOf(near));
          compared += compare(requantizer, search, sum.max(range.min()).min(range.max()));
        }
      }
    }
    for (BigInteger end : List.of(range.min(), BigInteger.ZERO, range.max())) {
      compared += compare(requantizer, search, end);
    }
    assertEquals((4 * 3 * count + 3) * 4, compared);
  }

  /** Compares the codes of all channels for one accumulator, in the second of two vectors. */
  private static int compare(Requantizer requantizer, WideSearch search, BigInteger accumulator) {
    int channels = requantizer.channels().size();
    BigInteger[] sums = new BigInteger[2 * channels];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = i < channels ? BigInteger.ZERO : accumulator;
    }
    int[] codes = new int[1 + 2 * channels];
    search.codes(Accumulators.wide(2, channels, sums), codes, 1);
    for (int c = 0; c < channels; c++) {
      assertEquals(requantizer.code(c, accumulator), codes[1 + channels + c]);
    }
    return channels;
  }
}
