package bitwright.explore.allocate;

import java.util.Arrays;
import java.util.List;

/**
 * A cost of choosing one option per item: {@code constant + Σ own[i][x_i] + Σ coupling(x_i, x_j)}.
 *
 * @param constant what no option changes
 * @param own {@code [item][option]}; infinite for options that cannot be built
 * @param couplings terms of two items
 */
public record PairwiseCost(double constant, double[][] own, List<Coupling> couplings) {

  /** Copies the tables. */
  public PairwiseCost {
    own = Arrays.stream(own).map(double[]::clone).toArray(double[][]::new);
    couplings = List.copyOf(couplings);
  }

  /** A cost without couplings. */
  public static PairwiseCost of(double[][] own) {
    return new PairwiseCost(0, own, List.of());
  }

  /** The cost of a choice. */
  public double of(int[] choice) {
    double sum = constant;
    for (int i = 0; i < own.length; i++) {
      sum += own[i][choice[i]];
    }
    for (Coupling coupling : couplings) {
      sum += coupling.of(choice);
    }
    return sum;
  }

  /** The same cost with another constant. */
  public PairwiseCost plus(double more) {
    return new PairwiseCost(constant + more, own, couplings);
  }
}
