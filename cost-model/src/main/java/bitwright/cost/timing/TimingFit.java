package bitwright.cost.timing;

import bitwright.cost.calibration.NonNegativeLeastSquares;
import bitwright.cost.timing.TimingPath.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * Delays from measured clocks: non-negative least squares of relative errors over every design's
 * slowest path. Which path is slowest depends on the delays, so both are found in turn until
 * neither moves.
 */
public final class TimingFit {
  private static final int TURNS = 40;
  private static final Delays START = new Delays(1.4, 0.9, 0, 0.2, 2, 0, 0, 0.5);

  private TimingFit() {}

  /**
   * A measured design.
   *
   * @param id its name
   * @param paths its paths; the slowest sets the clock
   * @param megahertz the clock that was reached
   */
  public record Sample(String id, List<TimingPath> paths, double megahertz) {

    /** Keeps an unmodifiable copy. */
    public Sample {
      paths = List.copyOf(paths);
    }

    /** The clock that delays predict, in MHz. */
    public double estimate(Delays delays) {
      return 1000 / delays.of(LayerTiming.slowest(delays, paths));
    }
  }

  /**
   * How good estimates are.
   *
   * @param median of the relative errors without sign
   * @param worst of them
   * @param correlation Spearman's, of the ranks
   */
  public record Quality(double median, double worst, double correlation) {

    /** Of estimated and measured clocks. */
    public static Quality of(double[] estimated, double[] measured) {
      double[] errors =
          IntStream.range(0, measured.length)
              .mapToDouble(i -> Math.abs(estimated[i] / measured[i] - 1))
              .toArray();
      return new Quality(
          new Median().evaluate(errors),
          Arrays.stream(errors).max().orElse(0),
          new SpearmansCorrelation().correlation(estimated, measured));
    }
  }

  /** The delays that fit best. */
  public static Delays fit(List<Sample> samples) {
    Delays delays = START;
    for (int turn = 0; turn < TURNS; turn++) {
      double[][] matrix = new double[samples.size()][];
      double[] ones = new double[samples.size()];
      for (int i = 0; i < samples.size(); i++) {
        Sample sample = samples.get(i);
        double[] row = features(LayerTiming.slowest(delays, sample.paths));
        for (int k = 0; k < row.length; k++) {
          row[k] *= sample.megahertz / 1000;
        }
        matrix[i] = row;
        ones[i] = 1;
      }
      double[] x = NonNegativeLeastSquares.solve(matrix, ones);
      Delays next = new Delays(x[0], x[1], x[2], x[3], x[4], 0, 0, x[5]);
      if (next.equals(delays)) {
        break;
      }
      delays = next;
    }
    return delays;
  }

  private static double[] features(TimingPath path) {
    return new double[] {
      1,
      path.hops(),
      path.chains(),
      path.carries(),
      path.source() == Source.BLOCK_RAM ? 1 : 0,
      path.spread()
    };
  }

  /** Every sample's estimate from delays fitted without its fold; sample i is in fold i mod n. */
  public static double[] crossValidated(List<Sample> samples, int folds) {
    double[] estimates = new double[samples.size()];
    for (int fold = 0; fold < folds; fold++) {
      List<Sample> others = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        if (i % folds != fold) {
          others.add(samples.get(i));
        }
      }
      Delays delays = fit(others);
      for (int i = fold; i < samples.size(); i += folds) {
        estimates[i] = samples.get(i).estimate(delays);
      }
    }
    return estimates;
  }
}
