package bitwright.explore.allocate;

/**
 * A cost that must not exceed a bound.
 *
 * @param cost the cost; what is infinite in it cannot be chosen
 * @param most the bound; infinite for none
 */
public record Limit(PairwiseCost cost, double most) {

  /** Whether a choice is within the bound. */
  boolean allows(int[] choice) {
    double sum = cost.of(choice);
    return sum <= most && sum != Double.POSITIVE_INFINITY;
  }
}
