package bitwright.explore.study.chart;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Maps values to pixels.
 *
 * @param depth a monotone function of the value
 * @param low depth at the start of the axis
 * @param high depth at its end
 * @param from pixel at the start
 * @param to pixel at the end
 * @param ticks values that the axis names
 */
record Scale(
    DoubleUnaryOperator depth,
    double low,
    double high,
    double from,
    double to,
    List<Double> ticks) {

  private static final double MARGIN = 0.05;
  private static final double LEAST = 0.03;
  private static final double[] ROUND_ERRORS = {
    1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001
  };
  private static final double[] FINE_ERRORS = {
    0.8, 0.6, 0.4, 0.3, 0.15, 0.08, 0.06, 0.04, 0.03, 0.015, 0.007, 0.003
  };

  /** The pixel of a value. */
  double at(double value) {
    return from + (depth.applyAsDouble(value) - low) / (high - low) * (to - from);
  }

  /**
   * Logarithmic, with ticks at 1, 2, 3, 5 and 7 times powers of ten.
   *
   * @param room least pixels between ticks
   */
  static Scale logarithmic(Collection<Double> values, double from, double to, double room) {
    DoubleUnaryOperator depth = v -> Math.log10(Math.max(1, v));
    Scale bare = bare(depth, values, from, to);
    List<Double> candidates = new ArrayList<>();
    for (int[] steps : new int[][] {{1}, {5}, {2}, {3, 7}, {4, 6, 8, 9}}) {
      for (int step : steps) {
        for (int e = (int) Math.floor(bare.low); e <= Math.ceil(bare.high); e++) {
          candidates.add(step * Math.pow(10, e));
        }
      }
    }
    return bare.withTicks(candidates, room);
  }

  /**
   * Accuracy on a logarithmic scale of errors: from 98 to 99 % is as far as from 80 to 90 %.
   *
   * @param images how many were classified; half an error is as good as it gets
   */
  static Scale errors(Collection<Double> shares, int images, double from, double to) {
    double floor = 0.5 / images;
    DoubleUnaryOperator depth = a -> -Math.log10(Math.max(floor, 1 - a));
    Scale bare = bare(depth, shares, from, to);
    List<Double> candidates = new ArrayList<>();
    for (double[] errors : new double[][] {ROUND_ERRORS, FINE_ERRORS}) {
      for (double error : errors) {
        if (error >= floor) {
          candidates.add(1 - error);
        }
      }
    }
    return bare.withTicks(candidates, 24);
  }

  private static Scale bare(
      DoubleUnaryOperator depth, Collection<Double> values, double from, double to) {
    double low = depth.applyAsDouble(Collections.min(values));
    double high = depth.applyAsDouble(Collections.max(values));
    double pad = Math.max((high - low) * MARGIN, LEAST);
    return new Scale(depth, low - pad, high + pad, from, to, List.of());
  }

  /** Takes candidates, the best first, as long as they fit on the axis and between each other. */
  private Scale withTicks(List<Double> candidates, double room) {
    List<Double> taken = new ArrayList<>();
    for (double value : candidates) {
      double d = depth.applyAsDouble(value);
      boolean inside = d >= low && d <= high;
      if (inside && taken.stream().allMatch(t -> Math.abs(at(t) - at(value)) >= room)) {
        taken.add(value);
      }
    }
    Collections.sort(taken);
    return new Scale(depth, low, high, from, to, taken);
  }
}
