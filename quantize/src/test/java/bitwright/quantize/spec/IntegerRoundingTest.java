package bitwright.quantize.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Rounding;
import bitwright.quantize.tensor.Rationals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounding to integers in every mode, and its quick form near and far from steps. */
class IntegerRoundingTest {

  private static final Map<Rounding, RoundingMode> MODES =
      Map.of(
          Rounding.TIES_TO_EVEN, RoundingMode.HALF_EVEN,
          Rounding.TIES_TO_EVEN_MULTIPLE, RoundingMode.HALF_EVEN,
          Rounding.TIES_AWAY, RoundingMode.HALF_UP,
          Rounding.TIES_TOWARD_ZERO, RoundingMode.HALF_DOWN,
          Rounding.TOWARD_ZERO, RoundingMode.DOWN,
          Rounding.AWAY_FROM_ZERO, RoundingMode.UP,
          Rounding.UP, RoundingMode.CEILING,
          Rounding.DOWN, RoundingMode.FLOOR);

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void agreesWithDecimalArithmetic(Rounding mode) {
    Random random = new Random(5);
    int clear = 0;
    for (int i = 0; i < 20_000; i++) {
      double x = (random.nextInt(4001) - 2000) / 4.0;
      x += (random.nextInt(5) - 2) * Math.scalb(1.0, -random.nextInt(45));
      BigInteger expected = new BigDecimal(x).setScale(0, MODES.get(mode)).toBigInteger();
      assertEquals(expected, IntegerRounding.round(Rationals.of(x), mode), mode + " of " + x);
      OptionalLong quick = IntegerRounding.clear(x, mode);
      if (quick.isPresent()) {
        assertEquals(expected.longValue(), quick.getAsLong(), mode + " of " + x);
        clear++;
      }
    }
    assertTrue(clear > 2_000 && clear < 19_000, clear + " clear cases");
  }

  @ParameterizedTest
  @EnumSource(Rounding.class)
  void aStepIsNeverClear(Rounding mode) {
    double[] steps =
        switch (mode) {
          case TIES_TO_EVEN, TIES_TO_EVEN_MULTIPLE, TIES_AWAY, TIES_TOWARD_ZERO ->
              new double[] {0.5, -1.5, 7.5};
          default -> new double[] {0, 1, -3};
        };
    for (double step : steps) {
      for (double near : new double[] {step, Math.nextUp(step), Math.nextDown(step)}) {
        assertTrue(IntegerRounding.clear(near, mode).isEmpty(), mode + " near " + step);
      }
    }
    assertTrue(IntegerRounding.clear(1e9, mode).isEmpty());
    assertTrue(IntegerRounding.clear(Double.NaN, mode).isEmpty());
    BigFraction third = new BigFraction(1, 3);
    assertEquals(
        mode == Rounding.UP || mode == Rounding.AWAY_FROM_ZERO ? 1 : 0,
        IntegerRounding.round(third, mode).intValue());
  }
}
