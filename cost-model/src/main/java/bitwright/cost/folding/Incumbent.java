package bitwright.cost.folding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The best folding found so far, among those that fit and are fast enough. */
final class Incumbent {
  private final NetworkEstimator estimator;
  private final Objective objective;
  private final Rate rate;
  private long cost;
  private Folded best;

  Incumbent(NetworkEstimator estimator, Objective objective, Rate rate) {
    this.estimator = estimator;
    this.objective = objective;
    this.rate = rate;
    cost = objective.beyond();
  }

  /** Its cost; where there is none yet, more than that of any that fits. */
  long cost() {
    return cost;
  }

  /** Keeps a folding if it fits, is fast enough and costs less. */
  void offer(Candidate[] layers) {
    QuickEstimate estimate = estimator.estimate(layers);
    int[] amounts = ResourceKind.amounts(estimate.total());
    long offered = objective.cost(amounts);
    if (offered < cost && objective.fits(amounts) && rate.isMet(estimate)) {
      cost = offered;
      List<Choice> choices = Stream.of(layers).map(Candidate::choice).toList();
      best = new Folded(choices, estimate, rate.clockMHz(estimate), cost / 1e9);
    }
  }

  /** One without a folding yet, of the same rate, that any folding which fits satisfies. */
  Incumbent fit() {
    return new Incumbent(estimator, objective.fit(), rate);
  }

  /** Offers what another one holds, if it does. */
  void offer(Incumbent other) {
    if (other.best != null) {
      Candidate[] layers = new Candidate[other.best.choices().size()];
      for (int i = 0; i < layers.length; i++) {
        layers[i] = estimator.candidate(i, other.best.choices().get(i));
      }
      offer(layers);
    }
  }

  Optional<Folded> best() {
    return Optional.ofNullable(best);
  }
}
