package bitwright.explore.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds float networks as users name them: by path, or by the name of a bundled one. */
final class FloatModel {

  private static final String EXTENSION = ".onnx";

  private FloatModel() {}

  /**
   * The file of a network.
   *
   * @throws CliException with {@link ExitCode#DATA} if there is no such file
   */
  static Path find(Home home, String name) {
    if (home.bundledFloat().contains(name)) {
      return home.model("float/" + name + EXTENSION);
    }
    Path path;
    try {
      path = Path.of(name);
    } catch (InvalidPathException e) {
      throw CliException.data("MODEL %s is not a path", name);
    }
    if (Files.isDirectory(path)) {
      throw CliException.data("MODEL %s is a folder; name an ONNX file", name);
    }
    if (!Files.exists(path)) {
      List<String> bundled =
          Stream.concat(home.bundledFloat().stream(), home.bundled().stream()).toList();
      throw CliException.data(
          "MODEL %s is neither a file nor a bundled network (%s)",
          name, String.join(", ", bundled));
    }
    if (!Files.isReadable(path)) {
      throw CliException.data("MODEL %s cannot be read; check its permissions", name);
    }
    return path;
  }

  /** The file name without its extension. */
  static String shortName(Path path) {
    String file = path.getFileName().toString();
    return file.endsWith(EXTENSION) ? file.substring(0, file.length() - EXTENSION.length()) : file;
  }
}
