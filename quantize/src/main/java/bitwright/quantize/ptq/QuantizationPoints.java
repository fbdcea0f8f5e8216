package bitwright.quantize.ptq;

import bitwright.quantize.real.Affine;
import bitwright.quantize.real.AveragePool;
import bitwright.quantize.real.Clamp;
import bitwright.quantize.real.Concat;
import bitwright.quantize.real.Linear;
import bitwright.quantize.real.MaxPool;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealNode;
import bitwright.quantize.real.RealOperator;
import bitwright.quantize.real.Sum;
import java.util.TreeSet;

/**
 * Where quantizers stand: on all that enters arithmetic, as early as nothing but maxima lies
 * between, so that pooling compares codes.
 */
final class QuantizationPoints {

  private QuantizationPoints() {}

  /** The nodes behind which a quantizer stands, the input among them, in order. */
  static TreeSet<Integer> of(RealNetwork network) {
    TreeSet<Integer> points = new TreeSet<>();
    for (RealNode node : network.nodes()) {
      if (isArithmetic(node.operator())) {
        node.inputs().forEach(from -> points.add(source(network, from)));
      }
    }
    return points;
  }

  private static boolean isArithmetic(RealOperator operator) {
    return operator instanceof Linear || operator instanceof Sum || operator instanceof AveragePool;
  }

  /** The node that a map comes from through maxima that nobody else sees. */
  static int source(RealNetwork network, int node) {
    int at = node;
    while (at != RealNetwork.INPUT && network.nodes().get(at).operator() instanceof MaxPool) {
      int before = network.nodes().get(at).inputs().get(0);
      if (network.consumers(before).size() > 1) {
        break;
      }
      at = before;
    }
    return at;
  }

  /**
   * Whether a node's result is never negative, whatever comes in.
   *
   * @param inputIsNonNegative whether the network's input is never negative
   */
  static boolean isNonNegative(RealNetwork network, int node, boolean inputIsNonNegative) {
    if (node == RealNetwork.INPUT) {
      return inputIsNonNegative;
    }
    RealNode n = network.nodes().get(node);
    RealOperator operator = n.operator();
    if (operator instanceof Clamp clamp) {
      return clamp.low() >= 0;
    }
    if (operator instanceof Linear || operator instanceof Affine) {
      return false;
    }
    boolean passes =
        operator instanceof MaxPool
            || operator instanceof AveragePool
            || operator instanceof Sum
            || operator instanceof Concat;
    return passes
        && n.inputs().stream().allMatch(i -> isNonNegative(network, i, inputIsNonNegative));
  }
}
