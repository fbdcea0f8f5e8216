package bitwright.explore.allocate;

import bitwright.quantize.ptq.ActivationQuantizer;
import bitwright.quantize.ptq.Mixture;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealEvaluator;
import java.util.Arrays;
import java.util.List;

/**
 * Measures of harm that look at a layer, not at the network's outputs.
 *
 * <p>The noise of an option is the relative squared error that it adds to the weights and to what
 * enters: {@code ‖w' − w‖²/‖w‖² + ‖x' − x‖²/‖x‖²}. An importance weights it:
 *
 * <ul>
 *   <li>LIM, by how much a layer changes its input. The source takes the negative cosine of input
 *       and output, which have equal shapes in transformers; here shapes differ, so the cosine is
 *       that of their Gram matrices over the images, {@code ⟨XXᵀ, YYᵀ⟩ / (‖XXᵀ‖·‖YYᵀ‖)}, and the
 *       weight is one minus it.
 *   <li>ZD, by the share of weights more than a standard deviation above the mean: the fewer, the
 *       more important. The weight is one divided by the share.
 * </ul>
 *
 * <p>Source: R.-G. Dumitru et al., Layer-Wise Quantization, arXiv 2406.17415 (2024).
 */
final class LayerNoise {

  private final Mixture mixture;
  private final int options;
  private final List<double[]> images;

  LayerNoise(Mixture mixture, int options, List<double[]> images) {
    this.mixture = mixture;
    this.options = options;
    this.images = images;
  }

  /** The harm of each layer's options by a measure, around a choice. */
  double[][] harm(Importance importance, int[] around) {
    RealEvaluator evaluator = mixture.network(around).evaluator();
    List<RealEvaluator.Values> values = images.parallelStream().map(evaluator::values).toList();
    double[][] harm = new double[around.length][options];
    for (int i = 0; i < harm.length; i++) {
      Linear linear = mixture.linear(i, around[i]);
      int from = mixture.structure().nodes().get(mixture.node(i)).inputs().get(0);
      List<double[]> inputs = values.stream().map(v -> v.of(from)).toList();
      double weight =
          switch (importance) {
            case LIM -> {
              int node = mixture.node(i);
              yield 1 - similarity(inputs, outputs(linear, node, inputs));
            }
            case ZD -> 1 / share(linear.weights());
            default -> 1;
          };
      for (int o = 0; o < options; o++) {
        harm[i][o] =
            weight
                * (weightNoise(linear.weights(), mixture.linear(i, o).weights())
                    + inputNoise(i, o, around, inputs));
      }
    }
    return harm;
  }

  private List<double[]> outputs(Linear linear, int node, List<double[]> inputs) {
    return inputs.parallelStream()
        .map(x -> linear.apply(mixture.structure().inputShapes(node), List.of(x)))
        .toList();
  }

  private static double weightNoise(double[][] reference, double[][] other) {
    double error = 0;
    double power = 0;
    for (int n = 0; n < reference.length; n++) {
      for (int k = 0; k < reference[n].length; k++) {
        double e = other[n][k] - reference[n][k];
        error += e * e;
        power += reference[n][k] * reference[n][k];
      }
    }
    return power == 0 ? 0 : error / power;
  }

  private double inputNoise(int layer, int option, int[] around, List<double[]> inputs) {
    if (!mixture.ownsActivations(layer)) {
      return 0;
    }
    int[] choice = around.clone();
    choice[layer] = option;
    ActivationQuantizer quantizer = mixture.quantizer(mixture.point(layer), choice);
    double error = 0;
    double power = 0;
    for (double[] x : inputs) {
      double[] y = quantizer.apply(x);
      for (int k = 0; k < x.length; k++) {
        error += (y[k] - x[k]) * (y[k] - x[k]);
        power += x[k] * x[k];
      }
    }
    return power == 0 ? 0 : error / power;
  }

  /** The cosine of the Gram matrices of two representations of the same images. */
  static double similarity(List<double[]> first, List<double[]> second) {
    double both = 0;
    double ofFirst = 0;
    double ofSecond = 0;
    for (int i = 0; i < first.size(); i++) {
      for (int j = 0; j < first.size(); j++) {
        double a = dot(first.get(i), first.get(j));
        double b = dot(second.get(i), second.get(j));
        both += a * b;
        ofFirst += a * a;
        ofSecond += b * b;
      }
    }
    return both == 0 ? 0 : both / Math.sqrt(ofFirst * ofSecond);
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** The share of weights more than a standard deviation above their mean; never zero. */
  static double share(double[][] weights) {
    double[] all = Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
    double mean = Arrays.stream(all).average().orElse(0);
    double deviation =
        Math.sqrt(Arrays.stream(all).map(w -> (w - mean) * (w - mean)).average().orElse(0));
    long above = Arrays.stream(all).filter(w -> w - mean > deviation).count();
    return Math.max(above, 1) / (double) all.length;
  }
}
