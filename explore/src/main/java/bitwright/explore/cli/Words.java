package bitwright.explore.cli;

import bitwright.arith.format.Format;
import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.explore.job.LayerFormats;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Networks in a few words. */
final class Words {

  private Words() {}

  /** The shapes of the layers with weights: {@code 784-64-64-10}, {@code 1×28×28-8×24×24-10}. */
  static String topology(Network network) {
    return Stream.concat(
            Stream.of(network.inputMap()),
            network.layers().stream()
                .filter(layer -> layer.kernel().isPresent())
                .map(Layer::outputShape))
        .map(String::valueOf)
        .collect(Collectors.joining("-"));
  }

  /**
   * The formats of the second layer with weights, where both weights and activations are the
   * network's own.
   */
  static String arithmetic(Network network) {
    List<Layer> layers =
        network.layers().stream().filter(layer -> layer.kernel().isPresent()).toList();
    if (layers.isEmpty()) {
      return activations(network.layers().get(0));
    }
    Layer layer = layers.get(Math.min(1, layers.size() - 1));
    return weights(layer) + " × " + activations(layer);
  }

  /** The maps that come into a layer. */
  static String inputs(Layer layer) {
    return layer.inputShapes().stream().map(String::valueOf).collect(Collectors.joining(" + "));
  }

  /** The format of a layer's weights, or a dash. */
  static String weights(Layer layer) {
    return LayerFormats.weights(layer);
  }

  /** The formats of the codes that come into a layer. */
  static String activations(Layer layer) {
    return LayerFormats.activations(layer);
  }

  /** A shape: {@code [1, 28, 28]}. */
  static String shape(List<Integer> shape) {
    return shape.toString();
  }

  /** The format of what leaves a layer. */
  static String output(Layer layer) {
    return layer.output().map(Format::name).orElse("accumulator");
  }

  /** A number of things: {@code 1 job}, {@code 1,000 jobs}. */
  static String count(int number, String thing) {
    return "%,d %s%s".formatted(number, thing, number == 1 ? "" : "s");
  }

  /** A share as a percentage with one decimal, enough for a thousand vectors. */
  static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }
}
