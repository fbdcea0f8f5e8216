package bitwright.arith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bitwright.arith.oracle.Formats;
import bitwright.arith.oracle.Rational;
import bitwright.arith.oracle.RoundingOracle;
import bitwright.arith.oracle.RoundingOracle.Level;
import bitwright.arith.oracle.Tally;
import java.util.List;
import java.util.function.DoubleToIntFunction;
import java.util.function.ToIntFunction;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saturating rounding: every value, every midpoint, and the float32 neighbours of both. */
class EncodeTest {

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void everyLevelMidpointAndFloatNeighbourRoundsAsDefined(Rounding mode) {
    Tally tally = new Tally("encode " + mode);
    List<Format> formats = Formats.upTo8Bits(0);
    formats.parallelStream()
        .forEach(
            format -> {
              Encoder encoder = new Encoder(format, mode, true);
              check(new RoundingOracle(format), mode, encoder::encode, tally);
            });
    tally.require(150_000);
  }

  /** Checks an encoder of doubles at every place where it could step. */
  static void check(
      RoundingOracle oracle, Rounding mode, DoubleToIntFunction encoder, Tally tally) {
    List<Level> levels = oracle.levels();
    for (int i = 0; i < levels.size(); i++) {
      around(levels.get(i).value(), oracle, mode, encoder, tally);
      if (i > 0) {
        Rational middle =
            levels.get(i - 1).value().plus(levels.get(i).value()).over(Rational.of(2));
        around(middle, oracle, mode, encoder, tally);
      }
    }
    double top = levels.get(levels.size() - 1).value().toDouble();
    for (double x : new double[] {0, top * 1.5, top * 3, Float.MAX_VALUE, Double.MAX_VALUE}) {
      one(x, oracle, mode, encoder, tally);
      one(-x, oracle, mode, encoder, tally);
    }
    assertEquals(levels.get(0).code(), encoder.applyAsInt(Double.NEGATIVE_INFINITY));
    assertEquals(
        levels.get(levels.size() - 1).code(), encoder.applyAsInt(Double.POSITIVE_INFINITY));
  }

  private static void around(
      Rational at, RoundingOracle oracle, Rounding mode, DoubleToIntFunction encoder, Tally tally) {
    double x = at.toDouble();
    one(x, oracle, mode, encoder, tally);
    if (Math.abs(x) < Float.MAX_VALUE) {
      one(Math.nextUp((float) x), oracle, mode, encoder, tally);
      one(Math.nextDown((float) x), oracle, mode, encoder, tally);
    }
  }

  private static void one(
      double x, RoundingOracle oracle, Rounding mode, DoubleToIntFunction encoder, Tally tally) {
    Level expected = oracle.round(Rational.of(x), mode);
    int code = encoder.applyAsInt(x);
    if (expected.code() != code) {
      throw new AssertionError(
          "%s of %s: code %d, not %d".formatted(mode, x, code, expected.code()));
    }
    tally.add();
  }

  @Test
  void exactRationalsBetweenDoublesRoundToo() {
    Tally tally = new Tally("encode thirds");
    BigFraction tiny = new BigFraction(1).divide(new BigFraction(3).pow(80));
    for (Format format : Formats.upTo8Bits(0)) {
      if (format.bits() > 6) {
        continue;
      }
      RoundingOracle oracle = new RoundingOracle(format);
      Rational delta = Rational.of(1);
      for (int i = 0; i < 80; i++) {
        delta = delta.over(Rational.of(3));
      }
      for (Rounding mode : Rounding.values()) {
        Encoder encoder = new Encoder(format, mode, true);
        for (int i = 1; i < oracle.levels().size(); i++) {
          Rational middle =
              oracle
                  .levels()
                  .get(i - 1)
                  .value()
                  .plus(oracle.levels().get(i).value())
                  .over(Rational.of(2));
          BigFraction m = new BigFraction(middle.num(), middle.den());
          assertEquals(oracle.round(middle.plus(delta), mode).code(), encoder.encode(m.add(tiny)));
          assertEquals(
              oracle.round(middle.minus(delta), mode).code(), encoder.encode(m.subtract(tiny)));
          tally.add();
        }
      }
    }
    tally.require(10_000);
  }

  @Test
  void aBiasFarFromCustomaryRoundsAlike() {
    Tally tally = new Tally("encode odd biases");
    for (Format format : Formats.minifloats(-5, 11)) {
      if (format.bits() <= 5) {
        for (Rounding mode : Rounding.values()) {
          check(new RoundingOracle(format), mode, new Encoder(format, mode, true)::encode, tally);
        }
      }
    }
    tally.require(50_000);
  }

  @Test
  void wideIntegersRoundAtEveryMidpoint() {
    Tally tally = new Tally("encode int16");
    for (Format format : List.of(new IntegerFormat(12, true, true), IntegerFormat.unsigned(11))) {
      for (Rounding mode : Rounding.values()) {
        check(new RoundingOracle(format), mode, new Encoder(format, mode, true)::encode, tally);
      }
    }
    tally.require(200_000);
  }

  @Test
  void plantedBugsAreSeen() {
    Format e2m1 = FormatNames.parse("e2m1");
    Encoder right = new Encoder(e2m1, Rounding.TIES_TO_EVEN, true);
    seen(e2m1, Rounding.TIES_TO_EVEN, new Encoder(e2m1, Rounding.TIES_AWAY, true)::encode);
    seen(e2m1, Rounding.TIES_TO_EVEN, x -> x > 5.999 ? 0 : right.encode(x));
    seen(e2m1, Rounding.TIES_TO_EVEN, x -> right.encode((double) Math.nextUp((float) x)));
    seen(e2m1, Rounding.UP, new Encoder(e2m1, Rounding.AWAY_FROM_ZERO, true)::encode);
    seen(e2m1, Rounding.DOWN, new Encoder(e2m1, Rounding.TOWARD_ZERO, true)::encode);
  }

  private static void seen(Format format, Rounding mode, DoubleToIntFunction wrong) {
    RoundingOracle oracle = new RoundingOracle(format);
    assertThrows(AssertionError.class, () -> check(oracle, mode, wrong, new Tally("planted")));
  }

  @Test
  void theFourBitFloatRoundsAsThePublishedVectorsSay() {
    Format e2m1 = FormatNames.parse("e2m1");
    double[][] vectors = {
      {0.25, 0}, {0.75, 1}, {1.25, 1}, {1.75, 2}, {2.5, 2}, {3.5, 4}, {5, 4}, {5.001, 6}, {7, 6}
    };
    ToIntFunction<Double> code = new Encoder(e2m1, Rounding.TIES_TO_EVEN, true)::encode;
    for (double[] v : vectors) {
      assertEquals(v[1], Reals.value(e2m1, code.applyAsInt(v[0])).doubleValue(), "of " + v[0]);
      assertEquals(
          0 - v[1], Reals.value(e2m1, code.applyAsInt(-v[0])).doubleValue(), "of -" + v[0]);
    }
  }
}
