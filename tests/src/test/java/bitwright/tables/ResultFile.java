package bitwright.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What synthesis counted, one line a design as soon as it is known, so that an interrupted run goes
 * on where it was: {@code design, digest of its sources, tool, seeds, counts…}. A line whose digest
 * is another one's is not used; the last of several counts.
 */
final class ResultFile {

  private final Path path;
  private final Map<String, List<Integer>> known = new LinkedHashMap<>();

  /** Opens or begins a file. */
  ResultFile(Path path) {
    this.path = path;
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      if (!Files.exists(path)) {
        return;
      }
      for (String line : Files.readAllLines(path)) {
        String[] fields = line.split(",");
        if (fields.length > 4) {
          List<Integer> counts = new ArrayList<>();
          for (int i = 4; i < fields.length; i++) {
            counts.add(Integer.valueOf(fields[i]));
          }
          known.put(key(fields[1], fields[2], fields[3]), counts);
        }
      }
    } catch (IOException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s cannot be read (%s); remove it to begin anew".formatted(path, e.getMessage()), e);
    }
  }

  private static String key(String digest, String tool, Object seeds) {
    return digest + "," + tool + "," + seeds;
  }

  /** The counts of a design, if they are known. */
  synchronized Optional<List<Integer>> find(String digest, String tool, int seeds) {
    return Optional.ofNullable(known.get(key(digest, plain(tool), seeds)));
  }

  /** Keeps the counts of a design. */
  synchronized void add(String name, String digest, String tool, int seeds, List<Integer> counts) {
    String key = key(digest, plain(tool), seeds);
    known.put(key, List.copyOf(counts));
    StringBuilder line = new StringBuilder(plain(name)).append(',').append(key);
    counts.forEach(count -> line.append(',').append(count));
    try {
      Files.writeString(
          path, line.append('\n'), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String word) {
    return word.replace(',', ';');
  }
}
