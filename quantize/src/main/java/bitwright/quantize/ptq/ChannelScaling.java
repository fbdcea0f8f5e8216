package bitwright.quantize.ptq;

import bitwright.quantize.real.Clamp;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.MaxPool;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides an output channel of one linear layer by a positive number and multiplies the weights of
 * the next that see it by the same: between them stand only operators with f(x/s) = f(x)/s.
 */
final class ChannelScaling {

  /**
   * Two linear layers with nothing but rectifiers and maxima between them.
   *
   * @param first the node of the layer that gives the channels
   * @param second the node of the layer that takes them
   */
  record Pair(int first, int second) {}

  private ChannelScaling() {}

  /** All pairs, in order. */
  static List<Pair> pairs(RealNetwork network) {
    List<Pair> pairs = new ArrayList<>();
    for (int second : network.linears()) {
      int at = network.nodes().get(second).inputs().get(0);
      while (at != RealNetwork.INPUT
          && network.consumers(at).size() == 1
          && isHomogeneous(network.nodes().get(at).operator())) {
        at = network.nodes().get(at).inputs().get(0);
      }
      if (at != RealNetwork.INPUT
          && network.consumers(at).size() == 1
          && network.nodes().get(at).operator() instanceof Linear) {
        pairs.add(new Pair(at, second));
      }
    }
    return pairs;
  }

  private static boolean isHomogeneous(RealOperator operator) {
    return operator.equals(Clamp.RELU) || operator instanceof MaxPool;
  }

  /**
   * The same function with scaled channels.
   *
   * @param divisors a positive number for each channel between the layers
   */
  static RealNetwork scaled(RealNetwork network, Pair pair, double[] divisors) {
    Linear first = network.linear(pair.first());
    double[][] weights = first.weights();
    double[] bias = first.bias();
    for (int n = 0; n < weights.length; n++) {
      double s = divisors[n];
      double[] row = weights[n];
      Arrays.setAll(row, k -> row[k] / s);
      bias[n] /= s;
    }
    Linear second = network.linear(pair.second());
    double[][] next = second.weights();
    for (int n = 0; n < next.length; n++) {
      for (int k = 0; k < next[n].length; k++) {
        next[n][k] *= divisors[channel(second, n, k)];
      }
    }
    return network
        .with(pair.first(), first.withWeights(weights).withBias(bias))
        .with(pair.second(), second.withWeights(next));
  }

  /** The greatest weight of each output channel, in magnitude. */
  static double[] rowReach(Linear linear) {
    return Arrays.stream(linear.weights())
        .mapToDouble(row -> Arrays.stream(row).map(Math::abs).max().orElse(0))
        .toArray();
  }

  /** The greatest weight that sees each input channel, in magnitude. */
  static double[] channelReach(Linear linear, int channels) {
    double[] reach = new double[channels];
    double[][] weights = linear.weights();
    for (int n = 0; n < weights.length; n++) {
      for (int k = 0; k < weights[n].length; k++) {
        int channel = channel(linear, n, k);
        reach[channel] = Math.max(reach[channel], Math.abs(weights[n][k]));
      }
    }
    return reach;
  }

  /** The input channel that a weight sees. */
  static int channel(Linear linear, int row, int column) {
    int positions = linear.window().positions();
    int perGroup = linear.columns() / positions;
    int group = row / (linear.rows() / linear.groups());
    return group * perGroup + column / positions;
  }
}
