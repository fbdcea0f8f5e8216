package bitwright.explore.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;

/** Shares of successes. */
public final class Proportion {

  private Proportion() {}

  /**
   * The Wilson score interval: all shares p with {@code |k/n − p| ≤ z·√(p(1 − p)/n)}.
   *
   * <p>Unlike the normal approximation it stays within 0 and 1 and is not empty at the ends.
   * Example: 987 of 1,000 at 95 % give 0.9779 to 0.9924. Source: E. B. Wilson, JASA 22 (1927).
   *
   * @param successes k
   * @param trials n, at least 1
   * @param confidence for example 0.95
   */
  public static Interval wilson(int successes, int trials, double confidence) {
    if (trials < 1 || successes < 0 || successes > trials) {
      throw new IllegalArgumentException("%d successes in %d trials".formatted(successes, trials));
    }
    double z =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    double p = (double) successes / trials;
    double spread = z * z / trials;
    double centre = (p + spread / 2) / (1 + spread);
    double half = z / (1 + spread) * Math.sqrt((p * (1 - p) + spread / 4) / trials);
    return new Interval(
        successes == 0 ? 0 : centre - half, successes == trials ? 1 : centre + half);
  }
}
