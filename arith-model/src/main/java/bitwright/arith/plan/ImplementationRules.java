package bitwright.arith.plan;

import bitwright.arith.network.DenseLayer;
import java.util.Optional;

/** What a matrix-vector unit cannot be made of, said in one sentence. */
final class ImplementationRules {

  private ImplementationRules() {}

  /**
   * Checks an implementation.
   *
   * @throws IllegalArgumentException if the unit cannot be had in it
   */
  static void check(DenseLayer layer, Fold fold, Implementation implementation) {
    boolean unrolled = layer.rows() == fold.pe() && layer.columns() == fold.simd();
    MemoryKind weights = implementation.weights();
    if (weights == MemoryKind.ULTRA) {
      throw refused(
          layer,
          "cannot keep its weights in UltraRAM (ultra), which a bitstream leaves empty",
          "choose auto, lut or block");
    }
    if (weights == MemoryKind.BLOCK && unrolled) {
      throw refused(
          layer,
          "has no weights to keep in block memory (block): at PE %d × SIMD %d they are constants"
              .formatted(fold.pe(), fold.simd()),
          "choose auto or lut, or a smaller fold");
    }
    if (implementation.multipliers() == Multipliers.DSP) {
      checkDsp(layer, fold, unrolled);
    }
  }

  private static void checkDsp(DenseLayer layer, Fold fold, boolean unrolled) {
    Optional<DspPacking> packing = DspPacking.of(layer.weights().format(), layer.input());
    if (packing.isEmpty()) {
      throw refused(
          layer,
          "cannot multiply %s by %s in DSP slices (dsp), which take integers of 2 to 8 bits"
              .formatted(layer.weights().format().name(), layer.input().name()),
          "choose lut");
    }
    if (unrolled) {
      throw refused(
          layer,
          "has constant weights at PE %d × SIMD %d, which need no DSP slices (dsp)"
              .formatted(fold.pe(), fold.simd()),
          "choose lut or a smaller fold");
    }
    if (layer.groups() > 1 && layer.rows() == layer.groups() && fold.pe() > 1) {
      throw refused(
          layer,
          "has other inputs in each of its %d PEs, so that no DSP slice (dsp) can be shared"
              .formatted(fold.pe()),
          "choose lut or PE 1");
    }
    for (DspPacking group : packing.get().share(fold.pe())) {
      if (group.productBits() < DspPacking.LEAST_PRODUCT) {
        throw refused(
            layer,
            "has products of %d bits in all at PE %d, for which synthesis takes no DSP slice (dsp) below %d bits"
                .formatted(group.productBits(), fold.pe(), DspPacking.LEAST_PRODUCT),
            "choose lut or a greater PE");
      }
    }
  }

  private static IllegalArgumentException refused(DenseLayer layer, String what, String remedy) {
    return new IllegalArgumentException("layer %s %s; %s".formatted(layer.name(), what, remedy));
  }
}
