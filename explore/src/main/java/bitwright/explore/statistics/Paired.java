package bitwright.explore.statistics;

import java.util.Locale;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Two classifiers on the same images.
 *
 * @param better images that only the first classifies rightly
 * @param worse images that only the second classifies rightly
 * @param images all of them
 */
public record Paired(long better, long worse, long images) {

  /** Counts the images on which two classifiers differ. */
  public static Paired of(boolean[] first, boolean[] second) {
    if (first.length != second.length) {
      throw new IllegalArgumentException(
          "%d images on one side, %d on the other".formatted(first.length, second.length));
    }
    long better = 0;
    long worse = 0;
    for (int i = 0; i < first.length; i++) {
      better += first[i] && !second[i] ? 1 : 0;
      worse += second[i] && !first[i] ? 1 : 0;
    }
    return new Paired(better, worse, first.length);
  }

  /** The counts of both together. */
  public Paired plus(Paired other) {
    return new Paired(better + other.better, worse + other.worse, images + other.images);
  }

  /** The difference of the shares of right classes, the first minus the second. */
  public double difference() {
    return (double) (better - worse) / images;
  }

  /**
   * The two-sided p-value of the exact McNemar test: if both were equally good, the images that
   * only one of them gets right would be heads and tails.
   *
   * <p>Example: 1 against 9 gives 2·(1 + 10)/2¹⁰ = 0.0215. Source: Q. McNemar, Psychometrika 12
   * (1947), with the binomial distribution in place of χ².
   */
  public double p() {
    long n = better + worse;
    if (n == 0) {
      return 1;
    }
    var heads = new BinomialDistribution(null, Math.toIntExact(n), 0.5);
    return Math.min(1, 2 * heads.cumulativeProbability((int) Math.min(better, worse)));
  }

  /** The p-value in a text: {@code p = 0.021}, or {@code p < 0.001}. */
  public String pText() {
    double p = p();
    return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
  }
}
