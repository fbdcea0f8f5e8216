package bitwright.cost.folding;

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
  private static final double SHARE = 1e9;

  private final Bound bound;
  private final long[] weights;
  private final long offset;

  private Prices(
      Lattice lattice, QueueRange queues, int[][] active, Objective objective, double[] mu) {
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

  /** The best prices that the ascent finds. */
  static Prices ascend(
      Lattice lattice,
      QueueRange queues,
      int[][] active,
      Objective objective,
      Incumbent incumbent) {
    double[] mu = new double[ResourceKind.COUNT];
    Prices best = new Prices(lattice, queues, active, objective, mu);
    Prices now = best;
    double pace = 1;
    for (int step = 0; step < STEPS && best.bound() < incumbent.cost(); step++) {
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
      double stride = pace * Math.max(1e-3 * SHARE, incumbent.cost() - now.bound()) / norm;
      for (int i = 0; i < mu.length; i++) {
        int available = Math.max(1, objective.available(i));
        mu[i] = Math.max(0, mu[i] + stride * excess[i] / available);
      }
      now = new Prices(lattice, queues, active, objective, mu);
      if (now.bound() > best.bound()) {
        best = now;
      } else {
        pace *= 0.85;
      }
    }
    return best;
  }

  /** The lower bound of all foldings that fit. */
  long bound() {
    return bound.total() - offset;
  }

  /** The lower bound of those that begin with layers that need these amounts. */
  long bound(int[] amounts, int k, int state) {
    return Objective.cost(weights, amounts) + bound.from(k, state) - offset;
  }
}
