package bitwright.explore.cli;

import bitwright.arith.network.Network;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.ImportOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A network as the user named it.
 *
 * @param label the argument: a path, or the name of a bundled network
 * @param path the file
 * @param network what it holds
 * @param assumedInput the quantizer taken for an input that the file does not quantize
 * @param notices choices that the file left open, to be shown
 */
record Model(
    String label,
    Path path,
    Network network,
    Optional<Quantizer> assumedInput,
    List<String> notices) {

  /**
   * Finds and imports a network.
   *
   * @throws CliException with {@link ExitCode#DATA} if there is no such file or it is not
   *     acceptable
   */
  static Model load(Home home, Console console, String argument, ImportFlags flags) {
    ImportOptions options = flags.options();
    Path path = find(home, argument);
    Model model = Importing.load(argument, path, options);
    model.notices().forEach(notice -> console.log("%s: %s", argument, Cli.sentence(notice)));
    if (model.assumedInput().isPresent() && !flags.stateInput()) {
      console.log("%s: --input-format and --input-scale choose another input", argument);
    }
    return model;
  }

  private static Path find(Home home, String argument) {
    if (home.bundled().contains(argument)) {
      return home.model(argument + ".onnx");
    }
    if (home.bundledFloat().contains(argument)) {
      return home.model("float/" + argument + ".onnx");
    }
    return find(argument, home.bundled());
  }

  /**
   * The file that an argument names.
   *
   * @param bundled the networks that it might have named instead
   */
  static Path find(String argument, List<String> bundled) {
    Path path;
    try {
      path = Path.of(argument);
    } catch (InvalidPathException e) {
      throw CliException.data("MODEL %s is not a path", argument);
    }
    if (Files.isDirectory(path)) {
      throw CliException.data("MODEL %s is a folder; name an ONNX file", argument);
    }
    if (!Files.exists(path)) {
      throw CliException.data(
          "MODEL %s is neither a file nor a bundled network (%s)",
          argument, String.join(", ", bundled));
    }
    if (!Files.isReadable(path)) {
      throw CliException.data("MODEL %s cannot be read; check its permissions", argument);
    }
    return path;
  }

  /** A bundled network. */
  static Model bundled(Home home, String name) {
    return Importing.load(name, home.model(name + ".onnx"), ImportOptions.defaults());
  }

  /** The file name without its extension: what reports and output files are called after. */
  String shortName() {
    String file = path.getFileName().toString();
    return file.endsWith(".onnx") ? file.substring(0, file.length() - ".onnx".length()) : file;
  }
}
