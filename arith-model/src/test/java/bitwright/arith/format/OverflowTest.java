package bitwright.arith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.format.MinifloatFormat.Specials;
import bitwright.arith.oracle.FormatOracle;
import bitwright.arith.oracle.Formats;
import bitwright.arith.oracle.Rational;
import bitwright.arith.oracle.RoundingOracle;
import bitwright.arith.oracle.Tally;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rounding beyond the greatest number, with and without saturation; infinities and NaN. */
class OverflowTest {

  private static int code(String format, boolean saturating, double x) {
    return new Encoder(FormatNames.parse(format), Rounding.TIES_TO_EVEN, saturating).encode(x);
  }

  @ParameterizedTest
  @CsvSource({
    "e4m3fn, 448, 0x7e, 0x7e",
    "e4m3fn, 464, 0x7e, 0x7e",
    "e4m3fn, 464.00003, 0x7e, 0x7f",
    "e4m3fn, -464, 0xfe, 0xfe",
    "e4m3fn, -465, 0xfe, 0xff",
    "e4m3fn, Infinity, 0x7e, 0x7f",
    "e4m3fn, -Infinity, 0xfe, 0xff",
    "e4m3fn, 0.001953125, 0x01, 0x01",
    "e4m3fn, 0.015625, 0x08, 0x08",
    "e5m2, 57344, 0x7b, 0x7b",
    "e5m2, 61439.996, 0x7b, 0x7b",
    "e5m2, 61440, 0x7b, 0x7c",
    "e5m2, -61440, 0xfb, 0xfc",
    "e5m2, Infinity, 0x7b, 0x7c",
    "e5m2, -Infinity, 0xfb, 0xfc",
    "e4m3ieee, 240, 0x77, 0x77",
    "e4m3ieee, 247.9, 0x77, 0x77",
    "e4m3ieee, 248, 0x77, 0x78",
    "e4m3fnuz, 240, 0x7f, 0x7f",
    "e4m3fnuz, 247.9, 0x7f, 0x7f",
    "e4m3fnuz, 248, 0x7f, 0x80",
    "e4m3fnuz, -248, 0xff, 0x80",
    "e4m3fnuz, -1e-9, 0x00, 0x00",
    "e5m2fnuz, Infinity, 0x7f, 0x80",
    "e4m3fnuzb11, 30, 0x7f, 0x7f",
    "ue4m3fn, -1, 0x00, 0x00",
    "ue4m3fn, -Infinity, 0x00, 0x00",
    "ue4m3fn, 500, 0x7e, 0x7f"
  })
  void publishedVectors(String format, double x, String saturated, String overflowing) {
    assertEquals(Integer.decode(saturated), code(format, true, x));
    assertEquals(Integer.decode(overflowing), code(format, false, x));
  }

  @ParameterizedTest
  @CsvSource({"e4m3fn, 0x7f", "e5m2, 0x7f", "e4m3fnuz, 0x80", "e5m2fnuz, 0x80", "e3m4ieee, 0x7f"})
  void nanKeepsItsCode(String format, String nan) {
    for (boolean saturating : new boolean[] {true, false}) {
      int code = code(format, saturating, Double.NaN);
      assertEquals(Integer.decode(nan), code);
      assertEquals(false, FormatNames.parse(format).isNumber(code));
    }
  }

  @ParameterizedTest
  @CsvSource({"e4m3", "int8", "pot4", "bipolar1", "ternary", "e3m0ieee"})
  void nanIsRefusedWhereItHasNoCode(String format) {
    assertThrows(IllegalArgumentException.class, () -> code(format, true, Double.NaN));
  }

  @Test
  void onlyFormatsWithSpecialsMayOverflow() {
    for (Format f : Formats.upTo8Bits(0)) {
      if (!(f instanceof MinifloatFormat m) || m.specials() == Specials.NONE) {
        assertThrows(
            IllegalArgumentException.class, () -> new Encoder(f, Rounding.TIES_TO_EVEN, false));
      }
    }
  }

  /**
   * A format of the same precision with one more exponent bit and no specials has every value of
   * the format and the values beyond. Rounding into it and leaving the range is overflow; a
   * direction that points inward never overflows.
   */
  @Test
  void overflowStartsWhereAnUnboundedExponentWouldLeaveTheRange() {
    Tally tally = new Tally("overflow");
    for (Format f : Formats.minifloats(0)) {
      MinifloatFormat m = (MinifloatFormat) f;
      if (m.specials() == Specials.NONE || m.bits() > 7) {
        continue;
      }
      MinifloatFormat wider =
          new MinifloatFormat(
              m.exponentBits() + 1, m.mantissaBits(), m.bias(), m.signed(), Specials.NONE);
      RoundingOracle unbounded = new RoundingOracle(wider);
      RoundingOracle bounded = new RoundingOracle(m);
      Rational max = bounded.levels().get(bounded.levels().size() - 1).value();
      for (Rounding mode : Rounding.values()) {
        Encoder encoder = new Encoder(m, mode, false);
        for (RoundingOracle.Level level : unbounded.levels()) {
          for (double f8 : new double[] {1, 1.01, 1.0625, 1.125, 1.25, 1.5}) {
            Rational x = level.value().times(Rational.of(f8));
            boolean inward =
                mode == Rounding.TOWARD_ZERO
                    || mode == (x.signum() < 0 ? Rounding.UP : Rounding.DOWN);
            Rational rounded = (inward ? bounded : unbounded).round(x, mode).value();
            boolean over = rounded.abs().compareTo(max) > 0;
            int code = encoder.encode(new BigFraction(x.num(), x.den()));
            if (over) {
              assertEquals(overflowCode(m, x.signum() < 0), code, () -> m + " " + mode + " " + x);
            } else {
              assertEquals(
                  rounded, FormatOracle.value(m, code).orElseThrow(), () -> m + " " + mode + x);
            }
            tally.add();
          }
        }
      }
    }
    tally.require(200_000);
  }

  private static int overflowCode(MinifloatFormat m, boolean negative) {
    int sign = negative ? 1 << m.bits() - 1 : 0;
    int magnitudes = 1 << m.exponentBits() + m.mantissaBits();
    return switch (m.specials()) {
      case IEEE -> sign + magnitudes - (1 << m.mantissaBits());
      case FN -> sign + magnitudes - 1;
      case FNUZ -> magnitudes;
      case NONE -> throw new AssertionError();
    };
  }
}
