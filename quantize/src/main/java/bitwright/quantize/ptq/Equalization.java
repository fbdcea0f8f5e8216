package bitwright.quantize.ptq;

import bitwright.quantize.ptq.ChannelScaling.Pair;
import bitwright.quantize.real.RealNetwork;
import java.util.Arrays;

/**
 * Cross-layer weight equalization: channels between two linear layers are scaled until the weights
 * that make a channel reach as far as those that take it, {@code s = √(r₁ / r₂)}.
 *
 * <p>With s, both reaches become √(r₁·r₂). The network's function stays as it is. Source: Nagel et
 * al., Data-Free Quantization Through Weight Equalization and Bias Correction, ICCV 2019, section
 * 4.1.
 */
public final class Equalization {

  private static final int MOST_ROUNDS = 40;
  private static final double CONVERGED = 1e-3;

  private Equalization() {}

  /** The same function with equalized weights. */
  public static RealNetwork apply(RealNetwork network) {
    RealNetwork equalized = network;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double furthest = 0;
      for (Pair pair : ChannelScaling.pairs(equalized)) {
        double[] divisors = divisors(equalized, pair);
        furthest =
            Math.max(
                furthest, Arrays.stream(divisors).map(s -> Math.abs(Math.log(s))).max().orElse(0));
        equalized = ChannelScaling.scaled(equalized, pair, divisors);
      }
      if (furthest < CONVERGED) {
        break;
      }
    }
    return equalized;
  }

  /** Channels without weights on either side stay as they are. */
  private static double[] divisors(RealNetwork network, Pair pair) {
    double[] made = ChannelScaling.rowReach(network.linear(pair.first()));
    double[] taken = ChannelScaling.channelReach(network.linear(pair.second()), made.length);
    double[] divisors = new double[made.length];
    Arrays.setAll(divisors, c -> made[c] == 0 || taken[c] == 0 ? 1 : Math.sqrt(made[c] / taken[c]));
    return divisors;
  }
}
