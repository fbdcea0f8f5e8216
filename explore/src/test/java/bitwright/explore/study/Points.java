package bitwright.explore.study;

import bitwright.explore.job.Price;
import bitwright.explore.job.Target;
import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Paired;
import bitwright.explore.statistics.Proportion;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Points with chosen figures. */
final class Points {

  private Points() {}

  /** A point of 4-bit integers, of 100 images. */
  static StudyPoint of(String model, int right, int lut, int cycles, boolean fits) {
    return of(model, QuantizationSpec.of("int4", "int4"), right, 100, lut, cycles, fits);
  }

  /** A point of 1,000 images and 100 cycles, named by its formats and LUTs. */
  static StudyPoint of(QuantizationSpec quantization, int right, int lut) {
    return of("net", quantization, right, 1000, lut, 100, true);
  }

  /** Formats for the only layer. */
  static QuantizationSpec byLayer(String weights, String activations) {
    return QuantizationSpec.of("int8", "int8")
        .withLayers(Map.of("fc", new QuantizationSpec.Layer(weights, activations)));
  }

  static StudyPoint of(
      String model,
      QuantizationSpec quantization,
      int right,
      int images,
      int lut,
      int cycles,
      boolean fits) {
    Target target = new Target("xc7z020", "portable", 100);
    Interval interval = Proportion.wilson(right, images, 0.95);
    return new StudyPoint(
        "%s-%s-%s-%d-%d"
            .formatted(model, quantization.weights(), quantization.layers().values(), lut, cycles),
        model,
        Families.of(quantization),
        quantization,
        images,
        right,
        (double) right / images,
        interval,
        new Paired(0, 0, images),
        new Price(target, lut, 0, 0, 0, 0, cycles, 100, 1, fits, false, List.of()),
        false,
        Optional.empty());
  }
}
