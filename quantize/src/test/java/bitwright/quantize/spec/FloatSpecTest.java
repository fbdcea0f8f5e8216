package bitwright.quantize.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Encoder;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.Reals;
import bitwright.arith.format.Rounding;
import bitwright.quantize.tensor.QuantizedTensor;
import bitwright.quantize.tensor.Rationals;
import bitwright.quantize.tensor.Shape;
import bitwright.quantize.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FloatQuant's step arithmetic and the encoder of the format say the same. */
class FloatSpecTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e2m1", "e3m2", "e4m3fn", "e5m2", "e1m3", "e2m5", "e4m3b11", "e3m1b0", "e3m0", "e2m0"
      })
  void agreesWithTheEncoderAtAndAroundEveryMidpoint(String name) {
    MinifloatFormat format = (MinifloatFormat) FormatNames.parse(name);
    BigFraction scale = new BigFraction(3, 7);
    int compared = 0;
    for (Rounding mode : Rounding.values()) {
      BigFraction max = Reals.scaled(format.levels().max(), format.unitExponent());
      FloatSpec spec = new FloatSpec(format, max, mode, true);
      Rounding ties = mode == Rounding.TIES_TO_EVEN ? Rounding.TIES_TO_EVEN_MULTIPLE : mode;
      Encoder encoder = new Encoder(format, ties, true);
      BigFraction[] values = samples(format, scale);
      Tensor tensor = Tensor.exact(Shape.of(values.length), Tensor.Kind.REAL, values);
      int[] groups = new int[values.length];
      QuantizedTensor codes = (QuantizedTensor) spec.quantize(tensor, List.of(scale), groups);
      for (int i = 0; i < values.length; i++) {
        assertEquals(
            format.image(encoder.encode(values[i].divide(scale))),
            format.image(codes.code(i)),
            name + " " + mode + " of " + values[i].divide(scale));
        compared++;
      }
    }
    assertTrue(compared > 300, compared + " compared");
  }

  /** Every value and every midpoint, exactly and a little to both sides, times the scale. */
  private static BigFraction[] samples(MinifloatFormat format, BigFraction scale) {
    int count = format.levels().count();
    BigFraction[] values = new BigFraction[count * 6];
    BigFraction little = Reals.powerOfTwo(format.unitExponent() - 80);
    for (int rank = 0; rank < count; rank++) {
      BigFraction value = Reals.scaled(format.levels().image(rank), format.unitExponent());
      BigFraction next =
          rank + 1 < count
              ? Reals.scaled(format.levels().image(rank + 1), format.unitExponent())
              : value.multiply(3);
      BigFraction middle = value.add(next).divide(2);
      values[6 * rank] = value;
      values[6 * rank + 1] = value.add(little);
      values[6 * rank + 2] = value.subtract(little);
      values[6 * rank + 3] = middle;
      values[6 * rank + 4] = middle.add(little);
      values[6 * rank + 5] = middle.subtract(little);
    }
    return Arrays.stream(values).map(scale::multiply).toArray(BigFraction[]::new);
  }

  @org.junit.jupiter.api.Test
  void withoutMantissaBitsATieGoesToTheGreaterMagnitude() {
    MinifloatFormat format = MinifloatFormat.of(3, 0);
    double[] x = {1.5, 3, 6, -3, 0.0625, -0.0625, 0.0626};
    double[] expected = {2, 4, 8, -4, 0, 0, 0.125};
    assertEquals(-2, format.unitExponent());
    FloatSpec spec = new FloatSpec(format, new BigFraction(16), Rounding.TIES_TO_EVEN, true);
    BigFraction half = BigFraction.ONE_HALF;
    BigFraction[] values =
        Arrays.stream(x).mapToObj(v -> Rationals.of(v)).toArray(BigFraction[]::new);
    Tensor tensor = Tensor.exact(Shape.of(x.length), Tensor.Kind.REAL, values);
    var codes = spec.quantize(tensor, List.of(half), new int[x.length]);
    for (int i = 0; i < x.length; i++) {
      assertEquals(expected[i], Reals.toDouble(codes.value(i)), "of " + x[i]);
    }
  }
}
