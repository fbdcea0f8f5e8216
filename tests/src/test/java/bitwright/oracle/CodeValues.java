package bitwright.oracle;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import java.math.BigInteger;

/**
 * The integers that the codes of a format stand for, found by counting up from zero: a minifloat's
 * magnitudes grow by one unit per code until the second binade, and from then on by twice as much
 * in each.
 */
public final class CodeValues {

  private CodeValues() {}

  /** One integer per code; null for codes that are not numbers. */
  public static BigInteger[] of(Format format) {
    BigInteger[] values = new BigInteger[1 << format.bits()];
    if (format instanceof MinifloatFormat f) {
      magnitudes(f, values);
    } else if (format instanceof IntegerFormat f) {
      integers(f, values);
    } else if (format instanceof PowerOfTwoFormat f) {
      powers(f, values);
    } else if (format instanceof BipolarFormat) {
      for (int code = 0; code < values.length; code++) {
        values[code] = BigInteger.valueOf(code).shiftLeft(1).subtract(count(values.length - 1));
      }
    } else if (format instanceof TernaryFormat) {
      values[0] = BigInteger.ZERO;
      values[1] = BigInteger.ONE;
      values[3] = BigInteger.ONE.negate();
    } else {
      throw new AssertionError("no definition of " + format);
    }
    return values;
  }

  private static BigInteger count(int n) {
    return BigInteger.valueOf(n);
  }

  private static void magnitudes(MinifloatFormat f, BigInteger[] values) {
    int binade = 1 << f.mantissaBits();
    int half = f.signed() ? values.length / 2 : values.length;
    BigInteger value = BigInteger.ZERO;
    BigInteger step = BigInteger.ONE;
    int numbers =
        switch (f.specials()) {
          case NONE, FNUZ -> half;
          case FN -> half - 1;
          case IEEE -> half - binade;
        };
    for (int code = 0; code < numbers; code++) {
      if (code >= 2 * binade && code % binade == 0) {
        step = step.shiftLeft(1);
      }
      values[code] = value;
      if (f.signed()) {
        values[half + code] = value.negate();
      }
      value = value.add(step);
    }
    if (f.specials() == MinifloatFormat.Specials.FNUZ) {
      values[half] = null;
    }
  }

  private static void integers(IntegerFormat f, BigInteger[] values) {
    for (int code = 0; code < values.length; code++) {
      boolean negative = f.signed() && code >= values.length / 2;
      values[code] = count(negative ? code - values.length : code);
    }
    if (f.narrow()) {
      values[f.signed() ? values.length / 2 : values.length - 1] = null;
    }
  }

  private static void powers(PowerOfTwoFormat f, BigInteger[] values) {
    int half = values.length / 2;
    BigInteger value = BigInteger.ONE;
    for (int field = f.withZero() ? 1 : 0; field < half; field++) {
      values[field] = value;
      values[half + field] = value.negate();
      value = value.shiftLeft(1);
    }
    if (f.withZero()) {
      values[0] = BigInteger.ZERO;
    }
  }
}
