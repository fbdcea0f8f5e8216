package bitwright.explore.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PairedTest {

  @Test
  void countsImagesThatOnlyOneGetsRight() {
    Paired paired =
        Paired.of(
            new boolean[] {true, true, false, false, true},
            new boolean[] {true, false, true, false, false});
    assertEquals(new Paired(2, 1, 5), paired);
    assertEquals(0.2, paired.difference(), 1e-15);
    assertEquals(new Paired(4, 2, 10), paired.plus(paired));
    assertThrows(IllegalArgumentException.class, () -> Paired.of(new boolean[1], new boolean[2]));
  }

  /** 2·Σ C(n, i)/2ⁿ up to the smaller count, with integers. */
  @Test
  void pValueIsThatOfTheSignTest() {
    for (int n = 0; n <= 60; n++) {
      for (int worse = 0; worse <= n; worse++) {
        BigInteger tail = BigInteger.ZERO;
        for (int i = 0; i <= Math.min(worse, n - worse); i++) {
          tail = tail.add(binomial(n, i));
        }
        double exact = Math.min(1, tail.shiftLeft(1).doubleValue() / Math.pow(2, n));
        assertEquals(exact, new Paired(n - worse, worse, 1000).p(), 1e-12);
      }
    }
    assertEquals(0.021484375, new Paired(9, 1, 100).p(), 1e-12);
  }

  @Test
  void neverSaysThatChanceIsExcluded() {
    assertEquals("p = 0.021", new Paired(9, 1, 100).pText());
    assertEquals("p < 0.001", new Paired(129, 28, 2000).pText());
    assertEquals("p = 1.000", new Paired(0, 0, 10).pText());
  }

  private static BigInteger binomial(int n, int k) {
    BigInteger value = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      value = value.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
    }
    return value;
  }
}
