package bitwright.arith.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of accumulators follow from each weight's extreme products. */
class WeightMatrixTest {

  @ParameterizedTest
  @CsvSource({
    "int4, uint4",
    "int4, int4",
    "ternary, bipolar1",
    "e2m1, ue3m2",
    "e4m3fn, e4m3fn",
    "e5m2, e5m2",
    "e7m0, e7m0"
  })
  void rangesAreTheSumsOfExtremeProducts(String weights, String inputs) {
    Format w = FormatNames.parse(weights);
    Format x = FormatNames.parse(inputs);
    int[] codes =
        new Random(3)
            .ints(5 * 17, 0, w.levels().count())
            .map(rank -> w.levels().code(rank))
            .toArray();
    WeightMatrix matrix = new WeightMatrix(w, 5, 17, codes);
    BigInteger least = null;
    BigInteger greatest = null;
    BigInteger magnitude = BigInteger.ZERO;
    for (int r = 0; r < 5; r++) {
      BigInteger min = BigInteger.ZERO;
      BigInteger max = BigInteger.ZERO;
      BigInteger sum = BigInteger.ZERO;
      for (int c = 0; c < 17; c++) {
        BigInteger image = w.image(matrix.code(r, c));
        BigInteger a = image.multiply(x.levels().min());
        BigInteger b = image.multiply(x.levels().max());
        min = min.add(a.min(b));
        max = max.add(a.max(b));
        sum = sum.add(image.abs());
      }
      assertEquals(new IntegerRange(min, max), matrix.accumulatorRange(r, x));
      least = least == null ? min : least.min(min);
      greatest = greatest == null ? max : greatest.max(max);
      magnitude = magnitude.max(sum);
    }
    assertEquals(new IntegerRange(least, greatest), matrix.accumulatorRange(x));
    assertSame(matrix.accumulatorRange(x), matrix.accumulatorRange(x));
    assertEquals(magnitude, matrix.maxRowMagnitude());
  }
}
