package bitwright.explore.cli;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.Sha256;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.real.FloatModels;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A float network as the user named it.
 *
 * @param label the argument: a path, or the name of a bundled float network
 * @param path the file
 * @param network what it holds
 * @param file the file with the hash of its content
 * @param space the space that goes with a bundled network
 */
record FloatModel(
    String label, Path path, RealNetwork network, DataFile file, Optional<Path> space) {

  private static final String EXTENSION = ".onnx";

  /**
   * Finds and reads a network.
   *
   * @throws CliException with {@link ExitCode#DATA} if there is no such file or it is not
   *     acceptable
   */
  static FloatModel load(Home home, String argument) {
    if (home.bundled().contains(argument)) {
      throw CliException.data(
          "MODEL %s is quantized already; the bundled float networks are %s",
          argument, String.join(", ", home.bundledFloat()));
    }
    Path path = find(home, argument);
    Optional<Path> space =
        Optional.of(home.space(argument))
            .filter(file -> home.bundledFloat().contains(argument) && Files.exists(file));
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (!FloatModels.isFloat(bytes)) {
        throw CliException.data(
            "MODEL %s is quantized already: it has quantizers; give it to verify or explore, or name"
                + " the float network that it was made of",
            argument);
      }
      return new FloatModel(
          argument,
          path,
          RealReader.read(bytes),
          new DataFile(path.toString(), Sha256.of(bytes)),
          space);
    } catch (ImportException e) {
      throw CliException.data("MODEL %s: %s", argument, e.getMessage());
    } catch (IOException e) {
      throw CliException.data("MODEL %s cannot be read: %s", argument, OutputFile.reason(e));
    }
  }

  /** Whether an argument names a float network, bundled or a file. */
  static boolean isNamed(Home home, String argument) {
    if (home.bundledFloat().contains(argument)) {
      return true;
    }
    if (home.bundled().contains(argument)) {
      return false;
    }
    try {
      Path path = Path.of(argument);
      return Files.isRegularFile(path) && isFloat(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Whether a file holds a float network, which only quantization makes hardware of. */
  static boolean isFloat(Path path) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      return FloatModels.isFloat(bytes) && !isImportable(bytes);
    } catch (ImportException | IOException e) {
      return false;
    }
  }

  private static boolean isImportable(byte[] bytes) {
    try {
      QonnxImporter.load(bytes, "network", ImportOptions.defaults());
      return true;
    } catch (ImportException e) {
      return false;
    }
  }

  /**
   * The file of a network.
   *
   * @throws CliException with {@link ExitCode#DATA} if there is no such file
   */
  static Path find(Home home, String argument) {
    return home.bundledFloat().contains(argument)
        ? home.model("float/" + argument + EXTENSION)
        : Model.find(
            argument,
            Stream.concat(home.bundledFloat().stream(), home.bundled().stream()).toList());
  }

  /** The names of the layers with weights. */
  List<String> layers() {
    return network.linears().stream().map(i -> network.nodes().get(i).name()).toList();
  }

  /** The shapes of the layers with weights: {@code 1×28×28-8×28×28-10}. */
  String topology() {
    return Stream.concat(Stream.of(network.input()), network.linears().stream().map(network::shape))
        .map(String::valueOf)
        .collect(Collectors.joining("-"));
  }

  /** The file name without its extension. */
  String shortName() {
    return shortName(path);
  }

  /** The name of a file without its extension. */
  static String shortName(Path path) {
    String file = path.getFileName().toString();
    return file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
  }
}
