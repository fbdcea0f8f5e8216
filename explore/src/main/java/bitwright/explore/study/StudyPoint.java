package bitwright.explore.study;

import bitwright.explore.job.Price;
import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Paired;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One design point: a quantized network on a target.
 *
 * @param id the first digits of its job's hash, and the position of the target
 * @param model the float network's short name
 * @param family {@code integer}, {@code minifloat}, {@code power of two}, or {@code mixed}
 * @param quantization how it was quantized
 * @param images how many held-out images were classified
 * @param right how many classes were right
 * @param accuracy the share of right classes
 * @param interval the Wilson interval of the accuracy, 95 %
 * @param toFloat compared with the float network, image by image
 * @param price the estimated cost
 * @param front whether no point of its model and device is as accurate with fewer LUTs
 * @param finalist what was measured on it, if it is one of the finalists
 */
public record StudyPoint(
    String id,
    String model,
    String family,
    QuantizationSpec quantization,
    int images,
    int right,
    double accuracy,
    Interval interval,
    Paired toFloat,
    Price price,
    boolean front,
    Optional<Finalist> finalist) {

  /** The techniques in one word, {@code none} without any. */
  public String technique() {
    return quantization.techniques().isEmpty()
        ? "none"
        : String.join("+", quantization.techniques());
  }

  /** The formats: {@code e2m1 × int4}, or those of every layer. */
  public String formats() {
    if (quantization.layers().isEmpty()) {
      return quantization.weights() + " × " + quantization.activations();
    }
    return quantization.layers().values().stream()
        .map(layer -> layer.weights() + " × " + layer.activations())
        .collect(Collectors.joining(", ", "by layer: ", ""));
  }

  /** The same, marked as one of the front. */
  public StudyPoint onFront() {
    return with(true, finalist);
  }

  /** The same with what was measured on it. */
  public StudyPoint with(Finalist measured) {
    return with(front, Optional.of(measured));
  }

  private StudyPoint with(boolean isOnFront, Optional<Finalist> measured) {
    return new StudyPoint(
        id,
        model,
        family,
        quantization,
        images,
        right,
        accuracy,
        interval,
        toFloat,
        price,
        isOnFront,
        measured);
  }
}
