package bitwright.explore.allocate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The integer program: one option per item, least loss, every cost within its limit.
 *
 * <p>Binary x(i,o) says that item i takes option o, so {@code Σ_o x(i,o) = 1}. A coupling of items
 * i and j has variables y(o,p) ≥ 0 with {@code Σ_p y(o,p) = x(i,o)} and {@code Σ_o y(o,p) =
 * x(j,p)}: with binary x they are the products x(i,o)·x(j,p). Options that no coupling of i and j
 * tells apart share their y.
 *
 * @param loss what is minimised, {@code [item][option]}; infinite for options that may not be taken
 * @param limits costs and how much of each there is
 */
public record SelectionProgram(double[][] loss, List<Limit> limits) {

  /** Copies tables and list. */
  public SelectionProgram {
    loss = Arrays.stream(loss).map(double[]::clone).toArray(double[][]::new);
    limits = List.copyOf(limits);
  }

  /**
   * The best choice but for differences of a millionth of the greatest loss, the option of each
   * item; nothing if no choice is within the limits.
   */
  public Optional<int[]> solve() {
    return BranchAndBound.solve(this);
  }

  /** What is minimised, of a choice. */
  public double loss(int[] choice) {
    return PairwiseCost.of(loss).of(choice);
  }

  /** Whether a choice is within all limits. */
  public boolean allows(int[] choice) {
    return loss(choice) != Double.POSITIVE_INFINITY
        && limits.stream().allMatch(limit -> limit.allows(choice));
  }

  /** Whether an option of an item may be taken at all. */
  boolean allows(int item, int option) {
    return loss[item][option] != Double.POSITIVE_INFINITY
        && limits.stream().allMatch(l -> l.cost().own()[item][option] != Double.POSITIVE_INFINITY);
  }
}
