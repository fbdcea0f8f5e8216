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
 * <p>Σ<sub>i</sub> w<sub>i</sub> ((Σ<sub>t</sub> a<sub>it</sub> c<sub>t</sub> − y<sub>i</sub>) /
 * y<sub>i</sub>)² + λ Σ<sub>t</sub> (c<sub>t</sub> − 1)²:
 *
 * <p>the structure rules, and a term that the designs say little about stays as it is. The weights
 * w<sub>i</sub> are 1 at first and then, in a few turns, δ / max(δ, |error i|): single designs that
 * synthesis treats oddly do not pull the others off (P. J. Huber, <i>Robust Statistics</i>). λ is
 * the greatest of a few whose mean error in cross-validation is within a standard error of the
 * least (L. Breiman's rule): the least correction that the designs ask for, of which λ = 10⁹ is
 * none at all. What is nearer to 1 than 5 % is 1: names alone move a synthesis by more. Cells that
 * are counted in netlists have no coefficient; they are taken off what was measured.
 *
 * @param coefficients those that are not 1
 * @param lambda the weight of the distance to 1
 * @param crossMedian the median relative error in cross-validation
 * @param cross90 its 90th percentile
 */
public record Fit(
    SortedMap<TermKey, Double> coefficients, double lambda, double crossMedian, double cross90) {
  private static final double[] LAMBDAS = {0.1, 0.3, 1, 3, 10, 30, 100, 1e9};
  private static final int FOLDS = 5;
  private static final double NEAR = 0.05;
  private static final double LARGE = 0.02;
  private static final int TURNS = 8;

  /**
   * A design as the fit sees it.
   *
   * @param counts LUTs of each term
   * @param fixed LUTs that have no coefficient, as they are counted
   * @param lut what was measured, at least 1
   */
  public record Sample(Map<TermKey, Double> counts, int fixed, int lut) {

    double error(Map<TermKey, Double> coefficients) {
      double said = fixed;
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
    double[][] errors = new double[LAMBDAS.length][];
    int least = 0;
    for (int i = 0; i < LAMBDAS.length; i++) {
      errors[i] = crossValidate(order, LAMBDAS[i]);
      least = mean(errors[i]) < mean(errors[least]) ? i : least;
    }
    double allowed = mean(errors[least]) + standardError(errors[least]);
    int chosen = LAMBDAS.length - 1;
    while (mean(errors[chosen]) > allowed) {
      chosen--;
    }
    return of(order, LAMBDAS[chosen], errors[chosen]);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private static double standardError(double[] values) {
    double mean = mean(values);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / Math.max(1, values.length - 1) / values.length);
  }

  private static Fit of(List<Sample> order, double lambda, double[] errors) {
    Arrays.sort(errors);
    return new Fit(
        solve(order, lambda),
        lambda,
        Accuracy.quantile(errors, 0.5),
        Accuracy.quantile(errors, 0.9));
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
    double[] solution = new double[keys.size()];
    double[] weights = new double[samples.size()];
    Arrays.fill(weights, 1);
    for (int turn = 0; turn < TURNS; turn++) {
      solution = weighted(samples, keys, weights, lambda);
      for (int i = 0; i < weights.length; i++) {
        double error = samples.get(i).fixed() / (double) samples.get(i).lut() - 1;
        for (int t = 0; t < keys.size(); t++) {
          error += share(samples.get(i), keys.get(t)) * solution[t];
        }
        weights[i] = LARGE / Math.max(LARGE, Math.abs(error));
      }
    }
    SortedMap<TermKey, Double> coefficients = new TreeMap<>();
    for (int t = 0; t < keys.size(); t++) {
      double rounded = Math.round(1e4 * solution[t]) / 1e4;
      if (Math.abs(rounded - 1) >= NEAR) {
        coefficients.put(keys.get(t), rounded);
      }
    }
    return coefficients;
  }

  private static double[] weighted(
      List<Sample> samples, List<TermKey> keys, double[] weights, double lambda) {
    double[][] matrix = new double[samples.size() + keys.size()][keys.size()];
    double[] target = new double[matrix.length];
    for (int i = 0; i < samples.size(); i++) {
      double root = Math.sqrt(weights[i]);
      for (int t = 0; t < keys.size(); t++) {
        matrix[i][t] = root * share(samples.get(i), keys.get(t));
      }
      target[i] = root * (samples.get(i).lut() - samples.get(i).fixed()) / samples.get(i).lut();
    }
    for (int t = 0; t < keys.size(); t++) {
      matrix[samples.size() + t][t] = Math.sqrt(lambda);
      target[samples.size() + t] = Math.sqrt(lambda);
    }
    return NonNegativeLeastSquares.solve(matrix, target);
  }

  /** The LUTs of a term as a share of those measured. */
  private static double share(Sample sample, TermKey key) {
    return sample.counts().getOrDefault(key, 0.0) / sample.lut();
  }
}
