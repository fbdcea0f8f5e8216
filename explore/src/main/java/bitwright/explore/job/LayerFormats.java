package bitwright.explore.job;

import bitwright.arith.format.Format;
import bitwright.arith.network.Layer;
import java.util.stream.Collectors;

/** The formats of a layer in a few words. */
public final class LayerFormats {

  private LayerFormats() {}

  /** The format of a layer's weights, or a dash. */
  public static String weights(Layer layer) {
    return layer.kernel().map(kernel -> kernel.weights().format().name()).orElse("-");
  }

  /** The formats of the codes that come into a layer. */
  public static String activations(Layer layer) {
    return layer.inputFormats().stream()
        .map(Format::name)
        .distinct()
        .collect(Collectors.joining(" + "));
  }
}
