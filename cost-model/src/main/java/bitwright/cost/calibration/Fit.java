package bitwright.cost.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Coefficients that bring the LUTs of formulas near to measurements, and how well they do on
 * designs that they were not fitted to.
 *
 * <p>With a<sub>it</sub> the LUTs of term t in design i and y<sub>i</sub> what was measured, the
 * coefficients c ≥ 0 minimize the sum of squares of the relative errors and of the distances to 1,
 *
 * <p>Σ<sub>i</sub> ((Σ<sub>t</sub> a<sub>it</sub> c<sub>t</sub> − y<sub>i</sub>) / y<sub>i</sub>)²
 * + λ Σ<sub>t</sub> (c<sub>t</sub> − 1)²:
 *
 * <p>the structure rules, and a term that the designs say little about stays as it is. λ is the one
 * of a few with the least mean error in cross-validation. What is nearer to 1 than 2 % is 1.
 *
 * @param coefficients those that are not 1
 * @param lambda the weight of the distance to 1
 * @param crossMedian the median relative error in cross-validation
 * @param cross90 its 90th percentile
 */
public record Fit(
    SortedMap<TermKey, Double> coefficients, double lambda, double crossMedian, double cross90) {
  private static final double[] LAMBDAS = {0.03, 0.1, 0.3, 1, 3, 10};
  private static final int FOLDS = 5;
  private static final double NEAR = 0.02;

  /**
   * A design as the fit sees it.
   *
   * @param counts LUTs of each term
   * @param lut what was measured, at least 1
   */
  public record Sample(Map<TermKey, Double> counts, int lut) {

    double error(Map<TermKey, Double> coefficients) {
      double said = 0;
      for (Map.Entry<TermKey, Double> count : counts.entrySet()) {
        said += count.getValue() * coefficients.getOrDefault(count.getKey(), 1.0);
      }
      return Math.abs(Math.round(said) - lut) / (double) lut;
    }
  }

  /** Keeps an unmodifiable copy. */
  public Fit {
    coefficients = Collections.unmodifiableSortedMap(new TreeMap<>(coefficients));
  }

  /** The fit to some designs; the folds of the cross-validation are drawn with a seed. */
  public static Fit of(List<Sample> samples, long seed) {
    List<Sample> order = new ArrayList<>(samples);
    Collections.shuffle(order, new Random(seed));
    double best = 0;
    double[] errors = null;
    for (double lambda : LAMBDAS) {
      double[] left = crossValidate(order, lambda);
      if (errors == null || Arrays.stream(left).sum() < Arrays.stream(errors).sum()) {
        best = lambda;
        errors = left;
      }
    }
    Arrays.sort(errors);
    return new Fit(
        solve(order, best), best, Accuracy.quantile(errors, 0.5), Accuracy.quantile(errors, 0.9));
  }

  /** The relative error of every design with coefficients fitted to the other folds. */
  private static double[] crossValidate(List<Sample> samples, double lambda) {
    double[] errors = new double[samples.size()];
    for (int fold = 0; fold < FOLDS; fold++) {
      List<Sample> others = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        if (i % FOLDS != fold) {
          others.add(samples.get(i));
        }
      }
      Map<TermKey, Double> coefficients = solve(others, lambda);
      for (int i = fold; i < samples.size(); i += FOLDS) {
        errors[i] = samples.get(i).error(coefficients);
      }
    }
    return errors;
  }

  private static SortedMap<TermKey, Double> solve(List<Sample> samples, double lambda) {
    TreeSet<TermKey> all = new TreeSet<>();
    samples.forEach(sample -> all.addAll(sample.counts().keySet()));
    List<TermKey> keys = List.copyOf(all);
    double[][] matrix = new double[samples.size() + keys.size()][keys.size()];
    double[] target = new double[matrix.length];
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      for (int t = 0; t < keys.size(); t++) {
        matrix[i][t] = sample.counts().getOrDefault(keys.get(t), 0.0) / sample.lut();
      }
      target[i] = 1;
    }
    for (int t = 0; t < keys.size(); t++) {
      matrix[samples.size() + t][t] = Math.sqrt(lambda);
      target[samples.size() + t] = Math.sqrt(lambda);
    }
    double[] solution = NonNegativeLeastSquares.solve(matrix, target);
    SortedMap<TermKey, Double> coefficients = new TreeMap<>();
    for (int t = 0; t < keys.size(); t++) {
      double rounded = Math.round(1e4 * solution[t]) / 1e4;
      if (Math.abs(rounded - 1) >= NEAR) {
        coefficients.put(keys.get(t), rounded);
      }
    }
    return coefficients;
  }
}
