package bitwright.explore.cli;

import bitwright.arith.format.Format;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Networks in a few words. */
final class Words {

  private Words() {}

  /** The sizes of the layers: {@code 784-64-64-10}. */
  static String topology(Network network) {
    return Stream.concat(
            Stream.of(network.layers().get(0).columns()),
            network.layers().stream().map(DenseLayer::rows))
        .map(String::valueOf)
        .collect(Collectors.joining("-"));
  }

  /** The formats of the second layer, where both weights and activations are the network's own. */
  static String arithmetic(Network network) {
    DenseLayer layer = network.layers().get(Math.min(1, network.layers().size() - 1));
    return layer.weights().format().name() + " × " + layer.input().name();
  }

  /** A shape: {@code [1, 28, 28]}. */
  static String shape(List<Integer> shape) {
    return shape.toString();
  }

  /** The format of what leaves a layer. */
  static String output(DenseLayer layer) {
    return layer.output().map(Format::name).orElse("accumulator");
  }

  /** A share as a percentage with one decimal, enough for a thousand vectors. */
  static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }
}
