package bitwright.quantize.ptq;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * AdaRound: each weight goes to the value below or above it, whichever makes the layer's output
 * better; which is learned as a continuous number between 0 and 1 that is pushed to its ends.
 *
 * <p>Per row: {@code v = s·(f + h(α)·(c − f))} with f and c the grid values around w/s, {@code h(α)
 * = clip(1.2·σ(α) − 0.1, 0, 1)}; minimised is {@code E|wx − vz|² + λ·Σ(1 − |2h − 1|^β)} by Adam, β
 * falling from 20 to 2, the second term after a fifth of the steps. The expectation is a quadratic
 * form ({@link Moments}), so no image is looked at again. A row that ends worse than by nearest
 * rounding is rounded to nearest. Source: Nagel et al., Up or Down? Adaptive Rounding for
 * Post-Training Quantization, ICML 2020, section 4.
 *
 * @param steps steps of Adam
 */
public record AdaptiveRounding(int steps) implements WeightRounding {

  private static final double RATE = 0.02;
  private static final double STRETCH = 1.2;
  private static final double SHIFT = -0.1;
  private static final double WARM_UP = 0.2;
  private static final double FIRST_BETA = 20;
  private static final double LAST_BETA = 2;
  private static final double WEIGHT_OF_ENDS = 0.02;

  /** The default number of steps. */
  public static final AdaptiveRounding DEFAULT = new AdaptiveRounding(400);

  /** Checks the steps. */
  public AdaptiveRounding {
    if (steps < 1) {
      throw new IllegalArgumentException("steps are at least 1, not " + steps);
    }
  }

  @Override
  public int[][] round(double[][] weights, double[] scales, Grid grid, Moments moments) {
    int[][] ranks = new int[weights.length][];
    IntStream.range(0, ranks.length)
        .parallel()
        .forEach(n -> ranks[n] = new Row(n, weights[n], scales[n], grid, moments).learned());
    return ranks;
  }

  @Override
  public boolean needsMoments() {
    return true;
  }

  /** The rounding of one row. */
  private final class Row {

    private final int row;
    private final double[] weights;
    private final double scale;
    private final Grid grid;
    private final Moments moments;
    private final int[] floor;
    private final double[] gap;
    private final double[] alpha;
    private final double[] sigmoid;
    private final double[] part;
    private final double[] change;
    private final double[] slopes;

    Row(int row, double[] weights, double scale, Grid grid, Moments moments) {
      this.row = row;
      this.weights = weights;
      this.scale = scale;
      this.grid = grid;
      this.moments = moments;
      int columns = weights.length;
      floor = new int[columns];
      gap = new double[columns];
      alpha = new double[columns];
      sigmoid = new double[columns];
      part = new double[columns];
      change = new double[columns];
      slopes = new double[columns];
      double[] below = new double[columns];
      for (int k = 0; k < columns; k++) {
        floor[k] = Math.min(grid.floor(weights[k] / scale), grid.size() - 2);
        below[k] = scale * grid.value(floor[k]);
        gap[k] = scale * grid.value(floor[k] + 1) - below[k];
        double rest = Math.min(Math.max((weights[k] - below[k]) / gap[k], 0), 1);
        double inner = Math.min(Math.max((rest - SHIFT) / STRETCH, 1e-6), 1 - 1e-6);
        alpha[k] = Math.log(inner / (1 - inner));
      }
      moments.slopes(below, slopes);
      move();
    }

    int[] learned() {
      int columns = weights.length;
      double[] target = moments.targets()[row];
      Adam adam = new Adam(columns, RATE);
      double energy = Math.max(energy(), Double.MIN_NORMAL);
      double[] gradient = new double[columns];
      for (int step = 0; step < steps; step++) {
        double beta = beta((step + 1.0) / steps);
        for (int k = 0; k < columns; k++) {
          double slope = slopeOfPart(k);
          gradient[k] =
              slope == 0
                  ? 0
                  : slope * (2 * (slopes[k] - target[k]) * gap[k] / energy + ends(part[k], beta));
        }
        adam.step(alpha, gradient);
        move();
      }
      int[] ranks = new int[columns];
      Arrays.setAll(ranks, k -> floor[k] + (part[k] >= 0.5 ? 1 : 0));
      int[] nearest = Arrays.stream(weights).mapToInt(w -> grid.rank(w / scale)).toArray();
      return error(ranks) <= error(nearest) ? ranks : nearest;
    }

    /** Takes up new α; those past an end change nothing. */
    private void move() {
      for (int k = 0; k < alpha.length; k++) {
        sigmoid[k] = 1 / (1 + Math.exp(-alpha[k]));
        double now = Math.min(Math.max(STRETCH * sigmoid[k] + SHIFT, 0), 1);
        change[k] = (now - part[k]) * gap[k];
        part[k] = now;
      }
      Axpy.add(slopes, change, moments.gram());
    }

    /** The mean squared error that a rounding of half a gap everywhere would make, per weight. */
    private double energy() {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        sum += moments.gram()[k][k] * gap[k] * gap[k];
      }
      return sum / weights.length;
    }

    private double error(int[] ranks) {
      double[] values = Arrays.stream(ranks).mapToDouble(r -> scale * grid.value(r)).toArray();
      return moments.error(row, values);
    }

    private double slopeOfPart(int k) {
      double stretched = STRETCH * sigmoid[k] + SHIFT;
      return stretched <= 0 || stretched >= 1 ? 0 : STRETCH * sigmoid[k] * (1 - sigmoid[k]);
    }
  }

  /** How pointed the second term is, 0 in the first steps, where it is left out. */
  private static double beta(double progress) {
    if (progress < WARM_UP) {
      return 0;
    }
    double rest = (progress - WARM_UP) / (1 - WARM_UP);
    return LAST_BETA + (FIRST_BETA - LAST_BETA) * 0.5 * (1 + Math.cos(rest * Math.PI));
  }

  /** The derivative of λ·(1 − |2h − 1|^β). */
  private static double ends(double part, double beta) {
    if (beta == 0) {
      return 0;
    }
    double x = 2 * part - 1;
    return -WEIGHT_OF_ENDS * 2 * beta * Math.signum(x) * Math.pow(Math.abs(x), beta - 1);
  }
}
