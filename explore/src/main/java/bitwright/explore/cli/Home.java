package bitwright.explore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder Bitwright lives in, with its bundled networks.
 *
 * @param folder the root of the repository
 */
record Home(Path folder) {

  /** The digits that go with the bundled networks. */
  static final String DIGITS = "digits.npy";

  /** Their labels. */
  static final String DIGIT_LABELS = "digits-labels.npy";

  /** What the launcher says, else the nearest folder upwards that has bundled networks. */
  static Home find() {
    String property = System.getProperty("bitwright.home");
    if (property != null) {
      return new Home(Path.of(property));
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("models").resolve(DIGITS))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw CliException.usage("the bundled networks are not found; start with ./bitwright");
    }
    return new Home(folder);
  }

  /** A file in the folder of bundled networks. */
  Path model(String file) {
    return folder.resolve("models").resolve(file);
  }

  /** The names of the bundled networks, in alphabetical order. */
  List<String> bundled() {
    return names("models");
  }

  /** The names of the bundled float networks, in alphabetical order. */
  List<String> bundledFloat() {
    return names("models/float");
  }

  /** The study that is bundled with a float network. */
  Path space(String name) {
    return model("spaces/" + name + ".yaml");
  }

  private List<String> names(String models) {
    try (Stream<Path> files = Files.list(folder.resolve(models))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".onnx"))
          .map(f -> f.substring(0, f.length() - ".onnx".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw CliException.usage("the folder of bundled networks cannot be read: " + e.getMessage());
    }
  }
}
