package bitwright.quantize.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes affine functions into the linear layer that they alone follow: {@code f·(Wx + b) + o =
 * (fW)x + (fb + o)}. That is how batch normalization disappears.
 */
final class AffineFolding {

  private AffineFolding() {}

  /** The same function with as few affine nodes as that leaves. */
  static RealNetwork fold(RealNetwork network) {
    RealNetwork folded = network;
    Optional<Integer> next = foldable(folded);
    while (next.isPresent()) {
      folded = folded(folded, next.get());
      next = foldable(folded);
    }
    return folded;
  }

  private static Optional<Integer> foldable(RealNetwork network) {
    for (int i = 0; i < network.nodes().size(); i++) {
      RealNode node = network.nodes().get(i);
      int from = node.inputs().get(0);
      if (node.operator() instanceof Affine
          && from != RealNetwork.INPUT
          && (network.nodes().get(from).operator() instanceof Linear
              || network.nodes().get(from).operator() instanceof Affine)
          && network.consumers(from).size() == 1) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static RealNetwork folded(RealNetwork network, int at) {
    Affine affine = (Affine) network.nodes().get(at).operator();
    int from = network.nodes().get(at).inputs().get(0);
    RealOperator merged =
        network.nodes().get(from).operator() instanceof Linear linear
            ? merged(linear, affine)
            : merged((Affine) network.nodes().get(from).operator(), affine);
    List<RealNode> nodes = new ArrayList<>();
    for (int i = 0; i < network.nodes().size(); i++) {
      RealNode node = network.nodes().get(i);
      if (i == at) {
        continue;
      }
      List<Integer> inputs =
          node.inputs().stream().map(n -> n == at ? from : n > at ? n - 1 : n).toList();
      RealOperator operator = i == from ? merged : node.operator();
      nodes.add(new RealNode(node.name(), operator, inputs, node.output()));
    }
    return new RealNetwork(
        network.inputName(), network.inputDims(), network.input(), nodes, network.softmax());
  }

  private static Linear merged(Linear linear, Affine affine) {
    double[] factor = affine.factor();
    double[][] weights = linear.weights();
    for (int n = 0; n < weights.length; n++) {
      double f = factor[n];
      double[] row = weights[n];
      Arrays.setAll(row, k -> f * row[k]);
    }
    return linear.withWeights(weights).withBias(shifted(linear.bias(), affine));
  }

  private static Affine merged(Affine first, Affine second) {
    double[] factor = first.factor();
    double[] secondFactor = second.factor();
    Arrays.setAll(factor, c -> factor[c] * secondFactor[c]);
    return new Affine(factor, shifted(first.offset(), second));
  }

  private static double[] shifted(double[] offset, Affine affine) {
    double[] factor = affine.factor();
    double[] addend = affine.offset();
    double[] result = new double[offset.length];
    Arrays.setAll(result, c -> factor[c] * offset[c] + addend[c]);
    return result;
  }
}
