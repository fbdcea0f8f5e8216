package bitwright.explore.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProportionTest {

  private static final double Z = 1.959963984540054;

  /** Newcombe, Statistics in Medicine 17 (1998), table I, method 3. */
  @Test
  void publishedIntervals() {
    check(81, 263, 0.2553, 0.3662);
    check(15, 148, 0.0624, 0.1605);
    check(0, 20, 0.0000, 0.1611);
    check(1, 29, 0.0061, 0.1718);
  }

  private static void check(int successes, int trials, double low, double high) {
    Interval interval = Proportion.wilson(successes, trials, 0.95);
    assertEquals(low, interval.low(), 5e-5);
    assertEquals(high, interval.high(), 5e-5);
  }

  /** Its ends are where the score |k/n − p| is z standard errors of p. */
  @Test
  void endsSolveTheScoreEquation() {
    int checked = 0;
    for (int n = 1; n <= 200; n += 7) {
      for (int k = 0; k <= n; k++) {
        Interval interval = Proportion.wilson(k, n, 0.95);
        assertTrue(interval.low() >= 0 && interval.high() <= 1);
        for (double p : new double[] {interval.low(), interval.high()}) {
          if (p > 0 && p < 1) {
            assertEquals(Z, Math.abs((double) k / n - p) / Math.sqrt(p * (1 - p) / n), 1e-9);
            checked++;
          }
        }
      }
    }
    assertTrue(checked > 5_000, checked + " ends");
  }

  @Test
  void impossibleCounts() {
    assertThrows(IllegalArgumentException.class, () -> Proportion.wilson(0, 0, 0.95));
    assertThrows(IllegalArgumentException.class, () -> Proportion.wilson(3, 2, 0.95));
  }
}
