package bitwright.quantize.ptq;

import java.util.Arrays;

/**
 * Samples of what a quantizer will see, and the squared error that any quantizer makes of them.
 *
 * <p>They are sorted, and their sums and sums of squares up to each are known; so those that go to
 * one value v cost the same however many they are: {@code Σ(x − v)² = Σx² − 2v·Σx + n·v²}. Few
 * samples are taken one by one.
 */
final class Samples {

  private final double[] sorted;
  private final double[] sums;
  private final double[] squares;

  Samples(double[] samples) {
    sorted = samples.clone();
    Arrays.sort(sorted);
    sums = new double[sorted.length + 1];
    squares = new double[sorted.length + 1];
    for (int i = 0; i < sorted.length; i++) {
      sums[i + 1] = sums[i] + sorted[i];
      squares[i + 1] = squares[i] + sorted[i] * sorted[i];
    }
  }

  /**
   * The greatest magnitude of what a grid can hold: of both signs, or of the positive samples.
   *
   * @return 0 if there is nothing
   */
  double most(Grid grid) {
    if (sorted.length == 0) {
      return 0;
    }
    double most = Math.max(sorted[sorted.length - 1], 0);
    return grid.least() < 0 ? Math.max(most, -sorted[0]) : most;
  }

  /** A percentile of the magnitudes; negative samples count as 0 for an unsigned grid. */
  double percentile(Grid grid, double percentile) {
    double[] magnitudes =
        Arrays.stream(sorted)
            .map(x -> grid.least() < 0 ? Math.abs(x) : Math.max(x, 0))
            .sorted()
            .toArray();
    int last = (int) Math.ceil(percentile / 100 * magnitudes.length) - 1;
    return magnitudes[Math.max(last, 0)];
  }

  /** {@code Σ (x − s·nearest(x/s))²}. */
  double error(Grid grid, double scale) {
    if (sorted.length < 4 * grid.size()) {
      double error = 0;
      for (double x : sorted) {
        double e = x - scale * grid.nearest(x / scale);
        error += e * e;
      }
      return error;
    }
    double error = 0;
    int from = 0;
    for (int rank = 0; rank < grid.size() && from < sorted.length; rank++) {
      int to = rank == grid.size() - 1 ? sorted.length : first(from, scale * grid.midpoint(rank));
      double value = scale * grid.value(rank);
      error += squares[to] - squares[from];
      error += value * ((to - from) * value - 2 * (sums[to] - sums[from]));
      from = to;
    }
    return error;
  }

  /** The first sample from a position on that is not below x. */
  private int first(int from, double x) {
    int low = from;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < x) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
