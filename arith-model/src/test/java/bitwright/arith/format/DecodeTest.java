package bitwright.arith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.oracle.FormatOracle;
import bitwright.arith.oracle.Formats;
import bitwright.arith.oracle.Rational;
import bitwright.arith.oracle.RoundingOracle;
import bitwright.arith.oracle.Tally;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every code of every format against the definition of its value. */
class DecodeTest {

  @Test
  void everyCodeHasTheValueOfItsDefinition() {
    Tally tally = new Tally("decode");
    List<Format> formats = new ArrayList<>(Formats.upTo8Bits(-40, -3, -1, 0, 1, 4, 30));
    formats.addAll(Formats.integers(16));
    for (Format format : formats) {
      for (int code = 0; code < 1 << format.bits(); code++) {
        check(format, code, FormatOracle.value(format, code));
        tally.add();
      }
    }
    tally.require(600_000);
  }

  private static void check(Format format, int code, Optional<Rational> value) {
    assertEquals(value.isPresent(), format.isNumber(code), () -> format + " code " + code);
    if (value.isEmpty()) {
      assertThrows(IllegalArgumentException.class, () -> format.image(code));
      return;
    }
    BigInteger image = FormatOracle.inUnits(value.get(), format.unitExponent());
    assertEquals(image, format.image(code), () -> format + " code " + code);
  }

  @Test
  void codesOutOfRangeAreRefused() {
    for (Format format : Formats.upTo8Bits(0)) {
      assertThrows(IllegalArgumentException.class, () -> format.image(-1));
      assertThrows(IllegalArgumentException.class, () -> format.image(1 << format.bits()));
    }
  }

  @Test
  void aPlantedBugOfOneBiasIsSeen() {
    Format right = new MinifloatFormat(4, 3, 7, true, MinifloatFormat.Specials.FN);
    Format wrong = new MinifloatFormat(4, 3, 8, true, MinifloatFormat.Specials.FN);
    Rational value = FormatOracle.value(right, 0x7e).orElseThrow();
    assertEquals(Rational.of(448), value);
    assertNotEquals(value, Rational.scaled(wrong.image(0x7e), wrong.unitExponent()));
    assertThrows(AssertionError.class, () -> check(right, 0x7e, FormatOracle.value(right, 0x7d)));
  }

  @Test
  void levelsAreTheDistinctValuesInOrder() {
    Tally tally = new Tally("levels");
    for (Format format : Formats.upTo8Bits(0, 3)) {
      Levels levels = format.levels();
      List<RoundingOracle.Level> expected = new RoundingOracle(format).levels();
      assertEquals(expected.size(), levels.count(), format::name);
      for (int rank = 0; rank < levels.count(); rank++) {
        RoundingOracle.Level level = expected.get(rank);
        assertEquals(level.code(), levels.code(rank), format::name);
        assertEquals(rank, levels.rank(level.code()), format::name);
        assertEquals(
            FormatOracle.inUnits(level.value(), format.unitExponent()), levels.image(rank));
        tally.add();
      }
      for (int code = 0; code < format.codes(); code++) {
        int rank = levels.rank(code);
        assertEquals(format.isNumber(code), rank >= 0, format::name);
        if (rank >= 0) {
          assertEquals(format.image(code), levels.image(rank), format::name);
        }
      }
      assertEquals(levels.image(0), levels.min());
      assertEquals(levels.image(levels.count() - 1), levels.max());
    }
    tally.require(20_000);
  }

  @Test
  void imagesFitTheirWidthAndNoLess() {
    for (Format format : Formats.upTo8Bits(0)) {
      Levels levels = format.levels();
      int bits = levels.imageBits();
      assertTrue(holds(bits, levels), format::name);
      assertTrue(bits == 1 || !holds(bits - 1, levels), format::name);
    }
  }

  private static boolean holds(int bits, Levels levels) {
    boolean signed = levels.min().signum() < 0;
    BigInteger end = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits);
    return levels.max().compareTo(end) < 0
        && (!signed || levels.min().compareTo(end.negate()) >= 0);
  }
}
