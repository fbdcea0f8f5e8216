package bitwright.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The accelerators that the repository holds as they are delivered. */
final class ReferenceDesigns {

  private ReferenceDesigns() {}

  /** Their folders, at least four. */
  static Stream<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("..", "rtl-out", "reference"))) {
      List<Path> folders = all.filter(Files::isDirectory).sorted().toList();
      if (folders.size() < 4) {
        throw new IllegalStateException("reference designs are missing: " + folders);
      }
      return folders.stream();
    }
  }

  /** The text of every module. */
  static SortedMap<String, String> modules(Path design) throws IOException {
    SortedMap<String, String> modules = new TreeMap<>();
    try (Stream<Path> files = Files.list(design.resolve("rtl"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sv")).toList()) {
        modules.put(file.getFileName().toString().replace(".sv", ""), Files.readString(file));
      }
    }
    return modules;
  }

  /** The name of the top module. */
  static String top(Path design) {
    return design.getFileName().toString().replace('-', '_');
  }
}
