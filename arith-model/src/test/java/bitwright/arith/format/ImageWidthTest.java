package bitwright.arith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.format.MinifloatFormat.Specials;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.oracle.Rational;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published table of exact widths: image, product, and sums of 32 and of 4096 products. */
class ImageWidthTest {

  @ParameterizedTest
  @CsvSource({
    "e5m2, 15, 57344, -14, -16, 32, 64, 70, 77",
    "e4m3fn, 7, 448, -6, -9, 18, 36, 42, 49",
    "e4m3ieee, 7, 240, -6, -9, 17, 34, 40, 47",
    "e4m3, 7, 480, -6, -9, 18, 36, 42, 49",
    "e3m4ieee, 3, 15.5, -2, -6, 10, 20, 26, 33",
    "e3m4, 3, 31, -2, -6, 11, 22, 28, 35",
    "e2m5, 1, 7.875, 0, -5, 8, 16, 22, 29",
    "e3m2, 3, 28, -2, -4, 9, 18, 24, 31",
    "e2m3, 1, 7.5, 0, -3, 6, 12, 18, 25",
    "e3m1, 3, 24, -2, -3, 8, 16, 22, 29",
    "e2m2, 1, 7, 0, -2, 5, 10, 16, 23",
    "e2m1, 1, 6, 0, -1, 4, 8, 14, 21",
    "e3m0, 3, 16, -2, , 7, 13, 19, 26",
    "e1m2, 0, 3.5, 1, -1, 3, 6, 12, 19"
  })
  void widthsAreThoseOfTheTable(
      String name,
      int bias,
      double max,
      int minNormal,
      Integer minSubnormal,
      int imageBits,
      int productBits,
      int sum32,
      int sum4096) {
    MinifloatFormat format = (MinifloatFormat) FormatNames.parse(name);
    assertEquals(bias, format.bias());
    Levels levels = format.levels();
    assertEquals(max, real(levels.max(), format));
    int firstNormal = 1 << format.mantissaBits();
    assertEquals(Math.scalb(1.0, minNormal), real(format.image(firstNormal), format));
    if (minSubnormal != null) {
      assertEquals(Math.scalb(1.0, minSubnormal), real(format.image(1), format));
    }
    BigInteger m = levels.max();
    assertEquals(imageBits, m.bitLength());
    assertEquals(productBits, m.multiply(m).bitLength());
    assertEquals(sum32, worst(format, 32));
    assertEquals(sum4096, worst(format, 4096));
  }

  private static double real(BigInteger image, Format format) {
    return Rational.scaled(image, format.unitExponent()).toDouble();
  }

  private static int worst(Format format, int columns) {
    int[] largest = new int[columns];
    Arrays.fill(largest, format.levels().code(format.levels().count() - 1));
    WeightMatrix weights = new WeightMatrix(format, 1, columns, largest);
    assertEquals(weights.worstCaseRange(format), weights.accumulatorRange(format));
    return weights.worstCaseRange(format).bits();
  }

  @ParameterizedTest
  @CsvSource({
    "e5m2fnuz, 57344",
    "e4m3fnuz, 240",
    "e3m2fnuz, 14",
    "e2m3fnuz, 3.75",
    "e2m1fnuz, 3",
    "e1m2fnuz, 1.75",
    "e1m1fnuz, 1.5",
    "e4m3fnuzb11, 30"
  })
  void finiteP3109AndFnuzFormatsReachTheirAnchors(String name, double max) {
    MinifloatFormat format = (MinifloatFormat) FormatNames.parse(name);
    assertEquals(Specials.FNUZ, format.specials());
    assertEquals(max, real(format.levels().max(), format));
    assertEquals(-max, real(format.levels().min(), format));
  }
}
