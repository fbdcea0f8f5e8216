package bitwright.explore.job;

import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;

/**
 * One unit of work: a float network is quantized, the golden model classifies images, and the
 * hardware is priced for every target.
 *
 * <p>Its {@link #hash} is that of what the result depends on: contents, not paths.
 *
 * @param model the float network
 * @param calibration images to calibrate on
 * @param calibrationImages how many of them, from the first on
 * @param inputs held-out images
 * @param labels their classes
 * @param images how many of them, from the first on
 * @param bytes what bytes of images stand for: {@code pixels} for x/255, or {@code integers}
 * @param quantization how
 * @param targets what it is priced as
 */
public record JobSpec(
    DataFile model,
    DataFile calibration,
    int calibrationImages,
    DataFile inputs,
    DataFile labels,
    int images,
    String bytes,
    QuantizationSpec quantization,
    List<Target> targets) {

  /** Counts changes of the meaning of a specification or of the arithmetic of results. */
  static final int VERSION = 1;

  private static final List<String> BYTES = List.of("pixels", "integers");

  /**
   * Keeps an unmodifiable copy.
   *
   * @throws IllegalArgumentException in one sentence, if a component is missing or not acceptable
   */
  public JobSpec {
    Present.require("model", model);
    Present.require("calibration", calibration);
    Present.require("inputs", inputs);
    Present.require("labels", labels);
    Present.require("bytes", bytes);
    Present.require("quantization", quantization);
    Present.require("targets", targets);
    targets.forEach(target -> Present.require("an element of targets", target));
    targets = List.copyOf(targets);
    requirePositive("calibrationImages", calibrationImages);
    requirePositive("images", images);
    if (!BYTES.contains(bytes)) {
      throw new IllegalArgumentException(
          "bytes '%s' are unknown; use %s".formatted(bytes, String.join(" or ", BYTES)));
    }
  }

  private static void requirePositive(String component, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "%s %d is not allowed; use at least 1".formatted(component, value));
    }
  }

  /** The same with another quantization. */
  public JobSpec with(QuantizationSpec other) {
    return new JobSpec(
        model, calibration, calibrationImages, inputs, labels, images, bytes, other, targets);
  }

  /** The content hash, 64 hexadecimal digits. */
  public String hash() {
    JobSpec contents =
        new JobSpec(
            nameless(model),
            nameless(calibration),
            calibrationImages,
            nameless(inputs),
            nameless(labels),
            images,
            bytes,
            quantization,
            targets);
    return Sha256.of(VERSION + " " + JobJson.text(contents));
  }

  private static DataFile nameless(DataFile file) {
    return new DataFile("", file.sha256());
  }
}
