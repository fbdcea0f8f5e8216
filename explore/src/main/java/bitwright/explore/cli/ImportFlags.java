package bitwright.explore.cli;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.quantize.ImportOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import picocli.CommandLine.Option;

/** The options that decide what a model file leaves open. */
final class ImportFlags {

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      description =
          "Format of a network input that no quantizer precedes (default: int16); with --input-scale.")
  private String inputFormat;

  @Option(
      names = "--input-scale",
      paramLabel = "S",
      description = "The real value of the number 1 of that format (default: 2^-10).")
  private Double inputScale;

  @Option(
      names = "--weight-format",
      paramLabel = "LAYER=FORMAT",
      description =
          "Code the weights of a layer in this format; they must be representable exactly.")
  private Map<String, String> weightFormats = new LinkedHashMap<>();

  @Option(
      names = "--no-powers-of-two",
      description = "Do not turn weights that are all ±2^k into a power-of-two format.")
  private boolean plainWeights;

  /** The importer's options. */
  ImportOptions options() {
    ImportOptions options = ImportOptions.defaults().withRecognisePowersOfTwo(!plainWeights);
    if (stateInput()) {
      options =
          options.withInput(
              inputFormat == null ? options.inputFormat() : format("--input-format", inputFormat),
              inputScale == null ? options.inputScale() : scale(inputScale));
    }
    for (Map.Entry<String, String> entry : weightFormats.entrySet()) {
      options =
          options.withWeightFormat(entry.getKey(), format("--weight-format", entry.getValue()));
    }
    return options;
  }

  /** Whether the user said what an unquantized input is. */
  boolean stateInput() {
    return inputFormat != null || inputScale != null;
  }

  private static BigFraction scale(double scale) {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw CliException.usage(
          "--input-scale %s is not allowed; use a positive, finite number", scale);
    }
    return new BigFraction(scale);
  }

  private static Format format(String option, String name) {
    try {
      return FormatNames.parse(name);
    } catch (IllegalArgumentException e) {
      throw CliException.usage("%s %s: %s", option, name, e.getMessage());
    }
  }
}
