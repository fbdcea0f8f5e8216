package bitwright.explore.cli;

import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random vectors that use all of a network's input codes. */
final class RandomSamples {

  private RandomSamples() {}

  /**
   * Uniform over the range in which the code changes, and a tenth of it beyond on both sides.
   *
   * @param seed equal seeds make equal vectors
   */
  static Samples of(Network network, int vectors, long seed) {
    InputQuantizer quantizer = network.input();
    int features = quantizer.features();
    double[] low = new double[features];
    double[] span = new double[features];
    for (int i = 0; i < features; i++) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (float t : quantizer.thresholds(i)) {
        if (Float.isFinite(t)) {
          least = Math.min(least, t);
          greatest = Math.max(greatest, t);
        }
      }
      boolean constant = least > greatest;
      double margin = constant ? 1 : Math.max((greatest - least) / 10, Math.ulp(1f));
      low[i] = (constant ? 0 : least) - margin;
      span[i] = (constant ? 0 : greatest - least) + 2 * margin;
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[vectors * features];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low[i % features] + random.nextDouble() * span[i % features]);
    }
    return new Samples(values, vectors, Optional.empty(), "random numbers");
  }
}
