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
        .forEach(n -> ranks[n] = new Row(weights[n], scales[n], grid, moments).learned());
    return ranks;
  }

  @Override
  public boolean needsMoments() {
    return true;
  }

  /** The rounding of one row. */
  private final class Row {

    private final double[] weights;
    private final double scale;
    private final Grid grid;
    private final Moments moments;
    private final int[] floor;
    private final double[] below;
    private final double[] gap;
    private final double[] alpha;
    private final double[] target;

    Row(double[] weights, double scale, Grid grid, Moments moments) {
      this.weights = weights;
      this.scale = scale;
      this.grid = grid;
      this.moments = moments;
      int columns = weights.length;
      floor = new int[columns];
      below = new double[columns];
      gap = new double[columns];
      alpha = new double[columns];
      target = moments.target(weights);
      for (int k = 0; k < columns; k++) {
        floor[k] = Math.min(grid.floor(weights[k] / scale), grid.size() - 2);
        below[k] = scale * grid.value(floor[k]);
        gap[k] = scale * grid.value(floor[k] + 1) - below[k];
        double part = Math.min(Math.max((weights[k] - below[k]) / gap[k], 0), 1);
        double inner = Math.min(Math.max((part - SHIFT) / STRETCH, 1e-6), 1 - 1e-6);
        alpha[k] = Math.log(inner / (1 - inner));
      }
    }

    int[] learned() {
      Adam adam = new Adam(weights.length, RATE);
      double energy = Math.max(energy(), Double.MIN_NORMAL);
      double[] gradient = new double[weights.length];
      double[] values = new double[weights.length];
      double[] slopes = new double[weights.length];
      for (int step = 0; step < steps; step++) {
        double progress = (step + 1.0) / steps;
        for (int k = 0; k < weights.length; k++) {
          values[k] = below[k] + part(alpha[k]) * gap[k];
        }
        moments.slopes(values, slopes);
        for (int k = 0; k < weights.length; k++) {
          double ofPart = 2 * (slopes[k] - target[k]) * gap[k] / energy + ends(alpha[k], progress);
          gradient[k] = ofPart * slopeOfPart(alpha[k]);
        }
        adam.step(alpha, gradient);
      }
      int[] ranks = new int[weights.length];
      Arrays.setAll(ranks, k -> floor[k] + (part(alpha[k]) >= 0.5 ? 1 : 0));
      int[] nearest = Arrays.stream(weights).mapToInt(w -> grid.rank(w / scale)).toArray();
      return error(ranks) <= error(nearest) ? ranks : nearest;
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
      return moments.error(weights, values);
    }

    private static double part(double a) {
      return Math.min(Math.max(STRETCH / (1 + Math.exp(-a)) + SHIFT, 0), 1);
    }

    private static double slopeOfPart(double a) {
      double sigmoid = 1 / (1 + Math.exp(-a));
      double stretched = STRETCH * sigmoid + SHIFT;
      return stretched <= 0 || stretched >= 1 ? 0 : STRETCH * sigmoid * (1 - sigmoid);
    }

    /** The derivative of λ·(1 − |2h − 1|^β). */
    private static double ends(double a, double progress) {
      if (progress < WARM_UP) {
        return 0;
      }
      double rest = (progress - WARM_UP) / (1 - WARM_UP);
      double beta = LAST_BETA + (FIRST_BETA - LAST_BETA) * 0.5 * (1 + Math.cos(rest * Math.PI));
      double x = 2 * part(a) - 1;
      return -WEIGHT_OF_ENDS * 2 * beta * Math.signum(x) * Math.pow(Math.abs(x), beta - 1);
    }
  }
}
