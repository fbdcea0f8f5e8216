package bitwright.quantize.ptq;

import bitwright.quantize.ptq.QuantizationOptions.LayerFormats;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How a network is quantized, in the words of users: what files, journals and reports hold.
 *
 * <p>Example: {@code int4} weights, {@code ue2m2} activations, {@code mse} scales, techniques
 * {@code equalize, gptq}.
 *
 * @param weights a format's name, or {@code minifloat3} to {@code minifloat8} for the best split of
 *     each tensor ({@link FormatChoice})
 * @param activations the same; unsigned where no value is negative
 * @param input the format of the network's input
 * @param layers formats of single layers by the layer's name
 * @param weightScales {@code absmax}, {@code mse}, or {@code percentile:99.9}
 * @param activationScales the same for feature maps
 * @param granularity {@code channel} or {@code tensor}
 * @param scaleFormat {@code float} or {@code pot}, a power of two
 * @param techniques names of {@link #TECHNIQUES} in any order; {@code smooth:0.7} has another α
 */
public record QuantizationSpec(
    String weights,
    String activations,
    String input,
    Map<String, Layer> layers,
    String weightScales,
    String activationScales,
    String granularity,
    String scaleFormat,
    List<String> techniques) {

  /** The names of techniques, in the order in which they are applied. */
  public static final List<String> TECHNIQUES =
      List.of(
          "equalize", "smooth", "gptq", "adaround", "flexround", "bias-correction", "reestimate");

  /** The names of ways to choose scales. */
  public static final List<String> SCALES = List.of("absmax", "mse", "percentile:99.9");

  private static final double DEFAULT_ALPHA = 0.5;

  /**
   * The formats of one layer.
   *
   * @param weights a format's name
   * @param activations that of what enters
   */
  public record Layer(String weights, String activations) {}

  /**
   * Checks every name and puts techniques in order.
   *
   * @throws IllegalArgumentException in one sentence
   */
  public QuantizationSpec {
    layers = Collections.unmodifiableMap(new TreeMap<>(layers));
    List<String> ordered = new ArrayList<>(techniques);
    ordered.forEach(QuantizationSpec::requireTechnique);
    ordered.sort(java.util.Comparator.comparingInt(t -> TECHNIQUES.indexOf(base(t))));
    techniques = List.copyOf(ordered);
    if (techniques.stream().map(QuantizationSpec::base).distinct().count() < techniques.size()) {
      throw new IllegalArgumentException("a technique is named twice in " + techniques);
    }
    if (techniques.stream().filter(QuantizationSpec::rounds).count() > 1) {
      throw new IllegalArgumentException(
          "gptq, adaround and flexround exclude each other; use one of them");
    }
    require("granularity", granularity, List.of("channel", "tensor"));
    require("scale format", scaleFormat, List.of("float", "pot"));
    calibration(weightScales);
    calibration(activationScales);
    FormatChoice.parse(weights);
    FormatChoice.parse(activations);
    FormatChoice.parse(input);
    layers
        .values()
        .forEach(
            l -> {
              FormatChoice.parse(l.weights());
              FormatChoice.parse(l.activations());
            });
  }

  /** Float scales per channel by least squared error, 8-bit input, nearest rounding. */
  public static QuantizationSpec of(String weights, String activations) {
    return new QuantizationSpec(
        weights, activations, "uint8", Map.of(), "mse", "mse", "channel", "float", List.of());
  }

  /** The same with other techniques. */
  public QuantizationSpec with(List<String> others) {
    return new QuantizationSpec(
        weights,
        activations,
        input,
        layers,
        weightScales,
        activationScales,
        granularity,
        scaleFormat,
        others);
  }

  /** The same with formats for single layers. */
  public QuantizationSpec withLayers(Map<String, Layer> others) {
    return new QuantizationSpec(
        weights,
        activations,
        input,
        others,
        weightScales,
        activationScales,
        granularity,
        scaleFormat,
        techniques);
  }

  /** The same with other formats for all layers. */
  public QuantizationSpec withFormats(Layer formats) {
    return new QuantizationSpec(
        formats.weights(),
        formats.activations(),
        input,
        Map.of(),
        weightScales,
        activationScales,
        granularity,
        scaleFormat,
        techniques);
  }

  /** What the quantizer takes. */
  public QuantizationOptions options() {
    Map<String, LayerFormats> formats = new TreeMap<>();
    layers.forEach(
        (name, l) -> formats.put(name, new LayerFormats(format(l.weights), format(l.activations))));
    return new QuantizationOptions(
        format(weights),
        format(activations),
        format(input),
        formats,
        calibration(weightScales),
        calibration(activationScales),
        granularity.equals("channel"),
        scaleFormat.equals("pot"),
        applied());
  }

  private static FormatChoice format(String name) {
    return FormatChoice.parse(name);
  }

  private Techniques applied() {
    Techniques applied = Techniques.NONE;
    for (String technique : techniques) {
      applied =
          switch (base(technique)) {
            case "equalize" -> applied.withEqualization();
            case "smooth" -> applied.withSmoothing(alpha(technique).orElse(DEFAULT_ALPHA));
            case "gptq" -> applied.withRounding(GptqRounding.DEFAULT);
            case "adaround" -> applied.withRounding(AdaptiveRounding.DEFAULT);
            case "flexround" -> applied.withRounding(FlexRounding.DEFAULT);
            case "bias-correction" -> applied.withBiasCorrection();
            case "reestimate" -> applied.withReestimation();
            default -> throw new IllegalStateException(technique);
          };
    }
    return applied;
  }

  private static boolean rounds(String technique) {
    return List.of("gptq", "adaround", "flexround").contains(base(technique));
  }

  /** The name without its parameter. */
  private static String base(String technique) {
    return technique.startsWith("smooth:") ? "smooth" : technique;
  }

  private static void requireTechnique(String technique) {
    require("technique", base(technique), TECHNIQUES);
    alpha(technique)
        .ifPresent(
            alpha -> {
              if (!(alpha >= 0 && alpha <= 1)) {
                throw new IllegalArgumentException(
                    "technique '%s' is not allowed; α lies from 0 to 1".formatted(technique));
              }
            });
  }

  private static OptionalDouble alpha(String technique) {
    int colon = technique.indexOf(':');
    return colon < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(number(technique, technique.substring(colon + 1)));
  }

  private static Calibration calibration(String name) {
    if (name.startsWith("percentile:")) {
      return Calibration.percentile(number(name, name.substring("percentile:".length())));
    }
    return switch (name) {
      case "absmax" -> Calibration.ABSMAX;
      case "mse" -> Calibration.MSE;
      default ->
          throw new IllegalArgumentException(
              "scales '%s' are unknown; use absmax, mse, or percentile:99.9".formatted(name));
    };
  }

  private static double number(String name, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' ends in no number; write for example percentile:99.9 or smooth:0.5"
              .formatted(name));
    }
  }

  private static void require(String what, String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          "%s '%s' is unknown; use %s".formatted(what, value, String.join(", ", allowed)));
    }
  }
}
