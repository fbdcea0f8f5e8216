package bitwright.arith.plan;

import bitwright.arith.format.Format;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import java.util.Optional;

/** What layers share that work on PE channels of a pixel side by side. */
final class Lanes {

  private Lanes() {}

  static void require(Layer layer, Fold fold, int channels) {
    if (channels % fold.pe() != 0 || fold.simd() != 1) {
      throw new IllegalArgumentException(
          "layer %s of %d channels cannot be folded to PE %d × SIMD %d: PE must divide the channels, SIMD be 1"
              .formatted(layer.name(), channels, fold.pe(), fold.simd()));
    }
  }

  static StreamShape stream(MapShape map, int elementBits, int pe) {
    return new StreamShape(pe, elementBits, map.elements() / pe);
  }

  static int outputBits(Layer layer) {
    return layer.output().map(Format::bits).orElseGet(() -> layer.accumulatorRange().signedBits());
  }

  static Optional<ThresholdPlan> thresholds(Layer layer, Fold fold) {
    return layer
        .requantizer()
        .map(q -> new ThresholdPlan(layer.name(), q, layer.accumulatorRange(), fold.pe(), false));
  }
}
