package bitwright.quantize.ptq;

import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A network whose maps and weights have been given quantizers.
 *
 * @param network the operators; the weights of quantized layers are those of {@code weights}
 * @param activations the quantizer behind a node, or behind {@link RealNetwork#INPUT}
 * @param weights the weights of each linear layer, by its node
 */
public record QuantizedNetwork(
    RealNetwork network,
    Map<Integer, ActivationQuantizer> activations,
    Map<Integer, QuantizedWeights> weights) {

  /** Copies the maps and puts the quantized weights into the network. */
  public QuantizedNetwork {
    activations = java.util.Collections.unmodifiableMap(new TreeMap<>(activations));
    weights = java.util.Collections.unmodifiableMap(new TreeMap<>(weights));
    for (Map.Entry<Integer, QuantizedWeights> layer : weights.entrySet()) {
      int node = layer.getKey();
      network = network.with(node, network.linear(node).withWeights(layer.getValue().values()));
    }
  }

  /** The same network with other biases in a layer. */
  public QuantizedNetwork withBias(int node, double[] bias) {
    return new QuantizedNetwork(
        network.with(node, network.linear(node).withBias(bias)), activations, weights);
  }

  /** The same network with the weights of one more layer quantized. */
  public QuantizedNetwork withWeights(int node, QuantizedWeights quantized) {
    Map<Integer, QuantizedWeights> more = new TreeMap<>(weights);
    more.put(node, quantized);
    return new QuantizedNetwork(network, activations, more);
  }

  /** Computes the network with its quantizers, in doubles: close to what the hardware computes. */
  public RealEvaluator evaluator() {
    List<UnaryOperator<double[]>> quantizers = new ArrayList<>();
    for (int node = RealNetwork.INPUT; node < network.nodes().size(); node++) {
      ActivationQuantizer quantizer = activations.get(node);
      quantizers.add(quantizer == null ? UnaryOperator.identity() : quantizer);
    }
    return new RealEvaluator(network, quantizers);
  }
}
