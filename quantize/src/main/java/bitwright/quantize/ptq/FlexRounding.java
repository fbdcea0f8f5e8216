package bitwright.quantize.ptq;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * FlexRound: each weight is divided by a learned positive number before it is rounded, so that it
 * may also reach values beyond its two neighbours, and large weights move further than small ones.
 *
 * <p>Per row: {@code v = s·nearest(w / (s·e^(ρ+θ_k)))}, ρ for the row, θ for each weight, both 0 at
 * first; minimised is {@code E|wx − vz|²} by Adam, the gradient of the rounding taken as 1. The
 * best rounding seen is kept, so that no row ends worse than by nearest rounding. Source: Lee et
 * al., FlexRound: Learnable Rounding based on Element-wise Division, ICML 2023, section 3.
 *
 * @param steps steps of Adam
 */
public record FlexRounding(int steps) implements WeightRounding {

  private static final double RATE = 0.004;

  /** The default number of steps. */
  public static final FlexRounding DEFAULT = new FlexRounding(300);

  /** Checks the steps. */
  public FlexRounding {
    if (steps < 1) {
      throw new IllegalArgumentException("steps are at least 1, not " + steps);
    }
  }

  @Override
  public int[][] round(double[][] weights, double[] scales, Grid grid, Moments moments) {
    int[][] ranks = new int[weights.length][];
    IntStream.range(0, ranks.length)
        .parallel()
        .forEach(n -> ranks[n] = row(n, weights[n], scales[n], grid, moments));
    return ranks;
  }

  @Override
  public boolean needsMoments() {
    return true;
  }

  private int[] row(int n, double[] weights, double scale, Grid grid, Moments moments) {
    int columns = weights.length;
    // The last parameter is that of the row.
    double[] logarithms = new double[columns + 1];
    double[] gradient = new double[columns + 1];
    double[] target = moments.targets()[n];
    Adam adam = new Adam(columns + 1, RATE);
    int[] best = null;
    double least = Double.POSITIVE_INFINITY;
    double[] values = new double[columns];
    double[] slopes = new double[columns];
    double[] divided = new double[columns];
    int[] ranks = new int[columns];
    Arrays.fill(ranks, -1);
    for (int step = 0; step <= steps; step++) {
      for (int k = 0; k < columns; k++) {
        double divisor = Math.exp(logarithms[columns] + logarithms[k]);
        int rank = grid.rank(weights[k] / (scale * divisor));
        // Few weights change from step to step.
        if (rank != ranks[k]) {
          double value = scale * grid.value(rank);
          Axpy.add(slopes, value - values[k], moments.gram()[k], columns);
          values[k] = value;
          ranks[k] = rank;
        }
        divided[k] = weights[k] / divisor;
      }
      double error = moments.error(n, values, slopes);
      if (error < least) {
        least = error;
        best = ranks.clone();
      }
      Arrays.fill(gradient, 0);
      for (int k = 0; k < columns; k++) {
        gradient[k] = -2 * (slopes[k] - target[k]) * divided[k];
        gradient[columns] += gradient[k];
      }
      adam.step(logarithms, gradient);
    }
    return best;
  }
}
