package bitwright.quantize.ptq;

import bitwright.quantize.real.Linear;
import bitwright.quantize.real.RealNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Networks that take every linear layer, and the feature map that enters it, from one of several
 * quantizations of the same network.
 *
 * <p>With nearest rounding a layer's weights depend on nothing but the layer and its format: the
 * mixture is exactly what the quantizer makes of the same formats per layer. Techniques that fit a
 * layer to what the layers before it give (GPTQ, learned rounding, bias correction, re-estimation)
 * make it an approximation.
 */
public final class Mixture {

  private final List<QuantizedNetwork> weights;
  private final List<QuantizedNetwork> activations;
  private final QuantizedNetwork others;
  private final List<Integer> linears;
  private final Map<Integer, Integer> owners = new TreeMap<>();

  /**
   * Mixtures of some quantizations.
   *
   * @param weights option by option, what weights and biases are taken from; techniques before
   *     rounding must be the same in all
   * @param activations option by option, what the quantizers of feature maps are taken from
   * @param others where the quantizers of maps come from that enter no linear layer
   */
  public Mixture(
      List<QuantizedNetwork> weights, List<QuantizedNetwork> activations, QuantizedNetwork others) {
    if (weights.size() != activations.size()) {
      throw new IllegalArgumentException(
          "%d options for weights, %d for activations"
              .formatted(weights.size(), activations.size()));
    }
    this.weights = List.copyOf(weights);
    this.activations = List.copyOf(activations);
    this.others = others;
    this.linears = List.copyOf(others.network().linears());
    for (int i = 0; i < linears.size(); i++) {
      if (point(i) != RealNetwork.INPUT) {
        owners.put(point(i), i);
      }
    }
  }

  /** The names of the linear layers, in order. */
  public List<String> layers() {
    return linears.stream().map(node -> others.network().nodes().get(node).name()).toList();
  }

  /** The node of a linear layer. */
  public int node(int layer) {
    return linears.get(layer);
  }

  /** Whether a layer's choice decides the format of what enters it. */
  public boolean ownsActivations(int layer) {
    return owner(layer) == layer;
  }

  /** The layer whose choice decides the format of what enters a layer; negative for the input. */
  public int owner(int layer) {
    return owners.getOrDefault(point(layer), -1);
  }

  /** The node behind which the quantizer of what enters a linear layer stands, or the input. */
  public int point(int layer) {
    RealNetwork network = others.network();
    return QuantizationPoints.source(
        network, network.nodes().get(linears.get(layer)).inputs().get(0));
  }

  /**
   * The linear layers that a linear layer's result reaches without another between, in order: those
   * whose activation format its requantizer has.
   */
  public List<Integer> successors(int layer) {
    RealNetwork network = others.network();
    Map<Integer, Boolean> reached = new HashMap<>();
    reached.put(linears.get(layer), true);
    List<Integer> successors = new ArrayList<>();
    for (int node = linears.get(layer) + 1; node < network.nodes().size(); node++) {
      if (network.nodes().get(node).inputs().stream().anyMatch(reached::containsKey)) {
        if (network.nodes().get(node).operator() instanceof Linear) {
          successors.add(linears.indexOf(node));
        } else {
          reached.put(node, true);
        }
      }
    }
    return successors;
  }

  /** A linear layer with an option's weights. */
  public Linear linear(int layer, int option) {
    return weights.get(option).network().linear(linears.get(layer));
  }

  /**
   * The quantizer behind a node or the input, or null.
   *
   * @param choice the option of each linear layer
   */
  public ActivationQuantizer quantizer(int node, int[] choice) {
    Integer owner = owners.get(node);
    return (owner == null ? others : activations.get(choice[owner])).activations().get(node);
  }

  /**
   * A mixture.
   *
   * @param choice the option of each linear layer
   */
  public QuantizedNetwork network(int[] choice) {
    RealNetwork network = others.network();
    Map<Integer, QuantizedWeights> mixed = new TreeMap<>();
    for (int i = 0; i < choice.length; i++) {
      QuantizedNetwork part = weights.get(choice[i]);
      int node = linears.get(i);
      mixed.put(node, part.weights().get(node));
      network = network.with(node, part.network().linear(node));
    }
    Map<Integer, ActivationQuantizer> quantizers = new TreeMap<>();
    for (int point : others.activations().keySet()) {
      quantizers.put(point, quantizer(point, choice));
    }
    return new QuantizedNetwork(network, quantizers, mixed);
  }

  /** The network that the quantizers were given, with the weights of some part. */
  public RealNetwork structure() {
    return others.network();
  }
}
