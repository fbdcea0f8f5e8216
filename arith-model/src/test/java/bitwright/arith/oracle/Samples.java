package bitwright.arith.oracle;

import bitwright.arith.format.Format;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Seeded random and adversarial codes, and exact integers that they stand for. */
public final class Samples {

  private static final Map<Format, int[]> NUMBERS = new ConcurrentHashMap<>();
  private static final Map<Format, BigInteger[]> INTEGERS = new ConcurrentHashMap<>();

  private Samples() {}

  /** All codes of a format that are numbers, by the oracle's definition. */
  public static int[] numbers(Format format) {
    return NUMBERS.computeIfAbsent(format, Samples::findNumbers);
  }

  private static int[] findNumbers(Format format) {
    List<Integer> codes = new ArrayList<>();
    for (int code = 0; code < 1 << format.bits(); code++) {
      if (FormatOracle.value(format, code).isPresent()) {
        codes.add(code);
      }
    }
    return codes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Random number codes. */
  public static int[] random(Format format, int count, Random random) {
    int[] numbers = numbers(format);
    int[] codes = new int[count];
    for (int i = 0; i < count; i++) {
      codes[i] = numbers[random.nextInt(numbers.length)];
    }
    return codes;
  }

  /** The code of the greatest value. */
  public static int greatest(Format format) {
    return extreme(format, Comparator.naturalOrder());
  }

  /** The code of the least value. */
  public static int least(Format format) {
    return extreme(format, Comparator.reverseOrder());
  }

  private static int extreme(Format format, Comparator<BigInteger> order) {
    BigInteger[] integers = integers(format);
    int best = -1;
    for (int code : numbers(format)) {
      if (best < 0 || order.compare(integers[code], integers[best]) > 0) {
        best = code;
      }
    }
    return best;
  }

  /** The integers, in units of the format, that codes stand for. */
  public static BigInteger[] integers(Format format) {
    return INTEGERS.computeIfAbsent(format, Samples::findIntegers);
  }

  private static BigInteger[] findIntegers(Format format) {
    BigInteger[] table = new BigInteger[1 << format.bits()];
    for (int code : numbers(format)) {
      table[code] =
          FormatOracle.inUnits(
              FormatOracle.value(format, code).orElseThrow(), format.unitExponent());
    }
    return table;
  }
}
