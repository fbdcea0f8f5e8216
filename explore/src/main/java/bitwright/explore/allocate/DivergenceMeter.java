package bitwright.explore.allocate;

import bitwright.quantize.ptq.ActivationQuantizer;
import bitwright.quantize.ptq.Mixture;
import bitwright.quantize.ptq.QuantizedNetwork;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import bitwright.quantize.real.RealOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a quantized network is from the float one, on images without labels: the mean over images
 * of the Kullback–Leibler divergence {@code Σ_c p_c·(ln p_c − ln q_c)}, in nats, where p and q are
 * the softmax of the float and of the quantized outputs.
 *
 * <p>It is the growth of the cross-entropy if the float network's opinions are taken for true.
 * Quantized values are computed in doubles, close to what the hardware computes.
 */
final class DivergenceMeter {

  private final Mixture mixture;
  private final RealNetwork structure;
  private final List<double[]> images;
  private final List<double[]> opinions;
  private int[] reference;
  private List<double[][]> values = List.of();

  /**
   * A meter.
   *
   * @param original the float network
   * @param images what it is shown
   */
  DivergenceMeter(RealNetwork original, Mixture mixture, List<double[]> images) {
    this.mixture = mixture;
    this.structure = mixture.structure();
    this.images = images;
    RealEvaluator evaluator = new RealEvaluator(original);
    this.opinions =
        images.parallelStream().map(evaluator::outputs).map(DivergenceMeter::logSoftmax).toList();
  }

  /** Remembers what a choice computes, so that choices near it cost less. */
  void refer(int[] choice) {
    values = each(image -> compute(image, choice, null));
    reference = choice.clone();
  }

  /** The divergence of a choice. */
  double of(int[] choice) {
    List<Double> divergences =
        each(
            image -> {
              double[][] computed =
                  compute(image, choice, reference == null ? null : values.get(image));
              return divergence(opinions.get(image), logSoftmax(computed[computed.length - 1]));
            });
    return divergences.stream().mapToDouble(d -> d).sum() / images.size();
  }

  /** The divergence of a quantized network. */
  double of(QuantizedNetwork quantized) {
    RealEvaluator evaluator = quantized.evaluator();
    List<Double> divergences =
        each(
            image ->
                divergence(opinions.get(image), logSoftmax(evaluator.outputs(images.get(image)))));
    return divergences.stream().mapToDouble(d -> d).sum() / images.size();
  }

  private interface PerImage<T> {
    T of(int image);
  }

  private <T> List<T> each(PerImage<T> function) {
    return IntStream.range(0, images.size()).parallel().mapToObj(function::of).toList();
  }

  /** The input and every node's result, each after its quantizer; equal ones are shared. */
  private double[][] compute(int image, int[] choice, double[][] near) {
    int nodes = structure.nodes().size();
    double[][] computed = new double[nodes + 1][];
    ActivationQuantizer first = mixture.quantizer(RealNetwork.INPUT, choice);
    computed[0] =
        near == null ? first == null ? images.get(image) : first.apply(images.get(image)) : near[0];
    for (int i = 0; i < nodes; i++) {
      computed[i + 1] = node(i, computed, choice, near);
    }
    return computed;
  }

  private double[] node(int i, double[][] computed, int[] choice, double[][] near) {
    RealNode node = structure.nodes().get(i);
    RealOperator operator = operator(i, choice);
    ActivationQuantizer quantizer = mixture.quantizer(i, choice);
    if (near != null
        && operator == operator(i, reference)
        && quantizer == mixture.quantizer(i, reference)
        && node.inputs().stream().allMatch(from -> computed[from + 1] == near[from + 1])) {
      return near[i + 1];
    }
    List<double[]> inputs = new ArrayList<>();
    node.inputs().forEach(from -> inputs.add(computed[from + 1]));
    double[] result = operator.apply(structure.inputShapes(i), inputs);
    return quantizer == null ? result : quantizer.apply(result);
  }

  private RealOperator operator(int node, int[] choice) {
    if (structure.nodes().get(node).operator() instanceof Linear) {
      int layer = structure.linears().indexOf(node);
      return mixture.linear(layer, choice[layer]);
    }
    return structure.nodes().get(node).operator();
  }

  /** {@code Σ p·(ln p − ln q)} of two logarithms of distributions. */
  static double divergence(double[] logP, double[] logQ) {
    double sum = 0;
    for (int c = 0; c < logP.length; c++) {
      sum += Math.exp(logP[c]) * (logP[c] - logQ[c]);
    }
    return sum;
  }

  /** {@code x_c − ln Σ e^x}. */
  static double[] logSoftmax(double[] scores) {
    double most = Arrays.stream(scores).max().orElseThrow();
    double log = most + Math.log(Arrays.stream(scores).map(x -> Math.exp(x - most)).sum());
    return Arrays.stream(scores).map(x -> x - log).toArray();
  }
}
