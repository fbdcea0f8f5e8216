package bitwright.quantize.ptq;

import bitwright.quantize.ptq.ChannelScaling.Pair;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import java.util.Arrays;
import java.util.List;

/**
 * SmoothQuant: part of the spread between the channels of a feature map moves into the weights that
 * take it, {@code s = max|X|^α / max|W|^(1−α)} per channel.
 *
 * <p>The divisors of one map are divided by their geometric mean, which changes no ratio between
 * channels. Source: Xiao et al., SmoothQuant, ICML 2023, equation 4.
 */
public final class Smoothing {

  private Smoothing() {}

  /**
   * The same function with smoothed maps.
   *
   * @param alpha how much moves: 0 nothing of the map's spread, 1 all
   * @param images images to calibrate on
   */
  public static RealNetwork apply(RealNetwork network, double alpha, List<double[]> images) {
    if (!(alpha >= 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha lies within 0 and 1, not " + alpha);
    }
    RealNetwork smoothed = network;
    for (Pair pair : ChannelScaling.pairs(network)) {
      double[] reach = reach(smoothed, pair, images);
      double[] taken = ChannelScaling.channelReach(smoothed.linear(pair.second()), reach.length);
      double[] divisors = new double[reach.length];
      Arrays.setAll(
          divisors,
          c ->
              reach[c] == 0 || taken[c] == 0
                  ? 1
                  : Math.pow(reach[c], alpha) / Math.pow(taken[c], 1 - alpha));
      double mean = Math.exp(Arrays.stream(divisors).map(Math::log).average().orElse(0));
      Arrays.setAll(divisors, c -> divisors[c] / mean);
      smoothed = ChannelScaling.scaled(smoothed, pair, divisors);
    }
    return smoothed;
  }

  /** The greatest magnitude in each channel that enters the second layer. */
  private static double[] reach(RealNetwork network, Pair pair, List<double[]> images) {
    RealEvaluator evaluator = new RealEvaluator(network);
    int node = network.nodes().get(pair.second()).inputs().get(0);
    int pixels = network.shape(node).pixels();
    double[] reach = new double[network.shape(node).channels()];
    List<double[]> maps =
        images.parallelStream().map(image -> evaluator.values(image).of(node)).toList();
    for (double[] map : maps) {
      for (int i = 0; i < map.length; i++) {
        reach[i / pixels] = Math.max(reach[i / pixels], Math.abs(map[i]));
      }
    }
    return reach;
  }
}
