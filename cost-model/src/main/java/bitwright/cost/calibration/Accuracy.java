package bitwright.cost.calibration;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * How far estimates are from measurements.
 *
 * @param designs how many
 * @param lutMedian median of the relative errors in LUTs, without signs
 * @param lut90 their 90th percentile
 * @param lutBias mean of the errors, with signs
 * @param ffMedian median of the relative errors in flip-flops
 * @param ff90 their 90th percentile
 * @param ffWorst the greatest of them
 * @param blocksWrong designs whose memories or DSPs are not exact
 */
public record Accuracy(
    int designs,
    double lutMedian,
    double lut90,
    double lutBias,
    double ffMedian,
    double ff90,
    double ffWorst,
    int blocksWrong) {

  /** The accuracy of some estimates, at least one. */
  public static Accuracy of(Collection<Deviation> deviations) {
    double[] lut = sorted(deviations, d -> Math.abs(d.lut()));
    double[] ff = sorted(deviations, d -> Math.abs(d.ff()));
    return new Accuracy(
        deviations.size(),
        quantile(lut, 0.5),
        quantile(lut, 0.9),
        deviations.stream().mapToDouble(Deviation::lut).average().orElseThrow(),
        quantile(ff, 0.5),
        quantile(ff, 0.9),
        ff[ff.length - 1],
        (int) deviations.stream().filter(d -> !d.blocks()).count());
  }

  private static double[] sorted(
      Collection<Deviation> deviations, ToDoubleFunction<Deviation> error) {
    return deviations.stream().mapToDouble(error).sorted().toArray();
  }

  /** The least value that at least such a share of all values do not exceed. */
  static double quantile(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
