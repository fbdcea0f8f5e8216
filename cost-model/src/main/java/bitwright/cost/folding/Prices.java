package bitwright.cost.folding;

import java.util.Arrays;

/**
 * Prices of scarce kinds: the objective plus, for every kind, a price μ ≥ 0 per unit above what is
 * available.
 *
 * <p>For any μ the minimum of {@code cost + Σ μ · (need − available)} over all foldings is a lower
 * bound of the cost of those that fit. Subgradient ascent looks for the μ with the greatest one; on
 * the way every minimum that fits is offered to the incumbent.
 */
final class Prices {
  private static final int STEPS = 60;
  private static final int FIT_STEPS = 120;
  private static final double SHARE = 1e9;
  private static final double PACE = 0.85;
  private static final double FIT_PACE = 0.95;
  private static final double FIT_SUM = 1e12;

  private final Bound bound;
  private final long[] weights;
  private final long offset;

  private Prices(
      Lattice lattice, QueueRange queues, Active active, Objective objective, double[] mu) {
    weights = objective.weights();
    long taken = 0;
    for (int i = 0; i < mu.length; i++) {
      long price = Math.round(mu[i]);
      weights[i] += price;
      taken += price * objective.available(i);
    }
    offset = taken;
    bound = new Bound(lattice, queues, active, weights);
  }

  /**
   * The best prices that the ascent finds.
   *
   * @param mu where it begins; holds where it ends
   */
  static Prices ascend(
      Lattice lattice,
      QueueRange queues,
      Active active,
      Objective objective,
      Incumbent incumbent,
      double[] mu) {
    Prices best = new Prices(lattice, queues, active, objective, new double[mu.length]);
    Prices now = new Prices(lattice, queues, active, objective, mu);
    if (objective.isFit() || now.bound() > best.bound()) {
      best = now;
    } else {
      Arrays.fill(mu, 0);
      now = best;
    }
    double pace = 1;
    double scale = objective.isFit() ? FIT_SUM : SHARE;
    int steps = objective.isFit() ? FIT_STEPS : STEPS;
    for (int step = 0; step < steps && best.bound() < incumbent.cost(); step++) {
      Candidate[] layers = now.bound.best();
      incumbent.offer(layers);
      int[] amounts = ResourceKind.amounts(lattice.estimator().estimate(layers).total());
      double[] excess = new double[mu.length];
      double norm = 0;
      for (int i = 0; i < mu.length; i++) {
        int available = objective.available(i);
        excess[i] = available == 0 ? 0 : (amounts[i] - available) / (double) available;
        if (mu[i] > 0 || excess[i] > 0) {
          norm += excess[i] * excess[i];
        }
      }
      if (norm == 0) {
        return best;
      }
      double stride = pace * Math.max(1e-3 * scale, incumbent.cost() - now.bound()) / norm;
      for (int i = 0; i < mu.length; i++) {
        int available = Math.max(1, objective.available(i));
        mu[i] = Math.max(0, mu[i] + stride * excess[i] / available);
      }
      if (objective.isFit()) {
        normalize(mu, objective);
      }
      now = new Prices(lattice, queues, active, objective, mu);
      if (best.offset == 0 && objective.isFit() || now.bound() > best.bound()) {
        best = now;
      } else {
        pace *= objective.isFit() ? FIT_PACE : PACE;
      }
    }
    return best;
  }

  /** Where prices of scarce kinds are all that counts, their sum is of no account. */
  private static void normalize(double[] mu, Objective objective) {
    double sum = 0;
    for (int i = 0; i < mu.length; i++) {
      sum += mu[i] * objective.available(i);
    }
    for (int i = 0; i < mu.length && sum > 0; i++) {
      mu[i] *= FIT_SUM / sum;
    }
  }

  /** The lower bound of all foldings that fit. */
  long bound() {
    return bound.total() - offset;
  }

  /** The choices of foldings that fit and cost at most so much. */
  Active within(long cost) {
    return bound.within(cost + offset);
  }

  /** The lower bound of those that begin with layers that need these amounts. */
  long bound(int[] amounts, int k, int state) {
    return Objective.cost(weights, amounts) + bound.from(k, state) - offset;
  }
}
