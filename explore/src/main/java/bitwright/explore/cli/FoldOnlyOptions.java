package bitwright.explore.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/** The options of {@code explore} that only an exploration of folds heeds. */
final class FoldOnlyOptions {

  /** What a study heeds instead. */
  private static final Map<String, String> INSTEAD = new LinkedHashMap<>();

  static {
    for (String images : List.of("--inputs", "--labels", "--uint8", "--limit")) {
      INSTEAD.put(images, "takes its images from 'data' of the space");
    }
    INSTEAD.put("--device", "takes its devices from 'targets' of the space");
    INSTEAD.put("--seed", "draws nothing at random");
    for (String input : List.of("--input-format", "--input-scale")) {
      INSTEAD.put(input, "takes the format of inputs from 'input' of the space");
    }
    for (String weights : List.of("--weight-format", "--no-powers-of-two")) {
      INSTEAD.put(weights, "takes its formats from 'formats' of the space");
    }
  }

  private FoldOnlyOptions() {}

  /**
   * Refuses them beside float networks.
   *
   * @throws CliException with {@link ExitCode#USAGE} if one was given
   */
  static void refuse(ParseResult given) {
    INSTEAD.forEach(
        (option, instead) -> {
          if (given.hasMatchedOption(option)) {
            throw CliException.usage(
                "%s is for folds of quantized networks; a study of float networks %s",
                option, instead);
          }
        });
  }
}
