package bitwright.hw;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** The {@code .f} file that simulators and synthesis read: the sources, one a line. */
final class FileList {

  private FileList() {}

  static byte[] of(Collection<String> paths) {
    StringBuilder text = new StringBuilder();
    paths.stream()
        .filter(path -> path.endsWith(".sv"))
        .sorted()
        .forEach(path -> text.append(path).append('\n'));
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
