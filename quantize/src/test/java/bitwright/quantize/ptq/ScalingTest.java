package bitwright.quantize.ptq;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.quantize.ptq.ChannelScaling.Pair;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Equalization and smoothing: same function, other weights. */
class ScalingTest {

  private static void assertSameFunction(RealNetwork a, RealNetwork b, List<double[]> images) {
    int compared = 0;
    for (double[] image : images) {
      double[] expected = new RealEvaluator(a).outputs(image);
      double[] actual = new RealEvaluator(b).outputs(image);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], actual[i], 1e-12 * Math.max(1, Math.abs(expected[i])));
        compared++;
      }
    }
    assertEquals(5 * images.size(), compared);
  }

  @Test
  void equalizationKeepsTheFunctionAndMakesReachesEqual() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      RealNetwork network = PtqSupport.network(random);
      RealNetwork equalized = Equalization.apply(network);
      assertSameFunction(network, equalized, PtqSupport.images(random, 10, 72));
      List<Pair> pairs = ChannelScaling.pairs(equalized);
      assertEquals(2, pairs.size());
      for (Pair pair : pairs) {
        double[] made = ChannelScaling.rowReach(equalized.linear(pair.first()));
        double[] taken = ChannelScaling.channelReach(equalized.linear(pair.second()), made.length);
        for (int c = 0; c < made.length; c++) {
          assertEquals(1, made[c] / taken[c], 0.01, "seed " + seed + " channel " + c);
        }
      }
    }
  }

  @Test
  void smoothingKeepsTheFunctionAndNarrowsTheSpreadOfChannels() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      RealNetwork network = PtqSupport.network(random);
      List<double[]> images = PtqSupport.images(random, 20, 72);
      RealNetwork smoothed = Smoothing.apply(network, 0.5, images);
      assertSameFunction(network, smoothed, images);
      // With α = 1 all channels of a map reach equally far.
      double spread = spread(Smoothing.apply(network, 1, images), images);
      assertEquals(1, spread, 1e-9, "seed " + seed);
    }
  }

  /** The greatest reach of the first pool's channels over the least. */
  private static double spread(RealNetwork network, List<double[]> images) {
    double[] reach = new double[4];
    for (double[] image : images) {
      double[] map = new RealEvaluator(network).values(image).of(2);
      for (int i = 0; i < map.length; i++) {
        reach[i / 9] = Math.max(reach[i / 9], map[i]);
      }
    }
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double r : reach) {
      if (r > 0) {
        most = Math.max(most, r);
        least = Math.min(least, r);
      }
    }
    return most / least;
  }
}
