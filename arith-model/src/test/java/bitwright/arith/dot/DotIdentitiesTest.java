package bitwright.arith.dot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.oracle.Samples;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Popcount forms of dot products, as the literature states them, against the kernels. */
class DotIdentitiesTest {

  private static final int K = 130;

  private final Random random = new Random(99);

  private static long dot(Format w, int[] weights, Format x, int[] inputs) {
    return DotKernel.of(new WeightMatrix(w, 1, K, weights), x)
        .multiply(new CodeMatrix(x, 1, K, inputs), 0, 1)
        .getLong(0, 0);
  }

  @Test
  void bitsAndSigns() {
    Format bit = FormatNames.parse("uint1");
    Format sign = FormatNames.parse("bipolar1");
    for (int trial = 0; trial < 50; trial++) {
      int[] a = Samples.random(bit, K, random);
      int[] w = Samples.random(sign, K, random);
      int xnor = 0;
      int and = 0;
      int ones = 0;
      for (int i = 0; i < K; i++) {
        xnor += a[i] == w[i] ? 1 : 0;
        and += a[i] & w[i];
        ones += a[i];
      }
      assertEquals(2 * xnor - K, dot(sign, w, sign, a));
      assertEquals(2 * and - ones, dot(sign, w, bit, a));
      assertEquals(and, dot(bit, w, bit, a));
    }
  }

  @Test
  void ternaryPlanes() {
    Format ternary = FormatNames.parse("ternary");
    for (int trial = 0; trial < 50; trial++) {
      int[] w = Samples.random(ternary, K, random);
      int[] x = Samples.random(ternary, K, random);
      int both = 0;
      int differ = 0;
      for (int i = 0; i < K; i++) {
        int n = w[i] & x[i] & 1;
        both += n;
        differ += n & ((w[i] ^ x[i]) >> 1);
      }
      assertEquals(both - 2 * differ, dot(ternary, w, ternary, x));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "2, 3", "4, 1", "8, 8", "5, 3"})
  void bipolarPlanes(int weightBits, int inputBits) {
    Format w = FormatNames.parse("bipolar" + weightBits);
    Format x = FormatNames.parse("bipolar" + inputBits);
    for (int trial = 0; trial < 20; trial++) {
      int[] a = Samples.random(w, K, random);
      int[] b = Samples.random(x, K, random);
      long sum = 0;
      for (int i = 0; i < weightBits; i++) {
        for (int j = 0; j < inputBits; j++) {
          int matches = 0;
          for (int k = 0; k < K; k++) {
            matches += (a[k] >> i & 1) == (b[k] >> j & 1) ? 1 : 0;
          }
          sum += (long) matches << i + j;
        }
      }
      long offset = (long) K * ((1 << weightBits) - 1) * ((1 << inputBits) - 1);
      assertEquals(2 * sum - offset, dot(w, a, x, b));
    }
  }

  @Test
  void shiftsAreProducts() {
    Format pot = FormatNames.parse("pot4");
    Format x = FormatNames.parse("int8");
    for (int trial = 0; trial < 50; trial++) {
      int[] w = Samples.random(pot, K, random);
      int[] a = Samples.random(x, K, random);
      long sum = 0;
      for (int i = 0; i < K; i++) {
        long shifted = (long) (byte) a[i] << (w[i] & 7);
        sum += w[i] >> 3 == 1 ? -shifted : shifted;
      }
      assertEquals(sum, dot(pot, w, x, a));
    }
  }

  @Test
  void anOddIntegerHasABipolarCode() {
    Format bipolar = FormatNames.parse("bipolar3");
    Format wide = FormatNames.parse("int4");
    int[] b = Samples.random(bipolar, K, random);
    int[] same = new int[K];
    for (int i = 0; i < K; i++) {
      same[i] = (2 * b[i] - 7) & 15;
    }
    int[] w = Samples.random(wide, K, random);
    assertEquals(dot(wide, w, wide, same), dot(wide, w, bipolar, b));
  }
}
