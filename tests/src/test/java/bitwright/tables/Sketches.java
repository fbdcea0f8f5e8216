package bitwright.tables;

import bitwright.cost.synthesis.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sketches that set the targets, where their folder is there: their scripts run on a copy of
 * it, and what they write is synthesized like everything else.
 */
final class Sketches {

  private static final Pattern HEAP = Pattern.compile("(\\w+) bits \\d+ LUT (\\d+) .*bad=0");
  private static final Pattern MODULE = Pattern.compile("(?s)module (\\w+)\\(.*?\\nendmodule");

  private final Map<String, Integer> heaps = new HashMap<>();
  private final Map<String, String> modules = new HashMap<>();

  private Sketches() {}

  /** Runs the scripts of a folder in another one; nothing if the folder is not there. */
  static Optional<Sketches> run(Path folder, Path scratch) {
    if (!Files.exists(folder.resolve("bit_heap_sketch.py"))) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(scratch.resolve("rtl"));
      for (String script : List.of("bit_heap_sketch.py", "gen_plain.py", "syn.py")) {
        Files.write(scratch.resolve(script), Files.readAllBytes(folder.resolve(script)));
      }
      Sketches sketches = new Sketches();
      Matcher heap = HEAP.matcher(python(scratch, "bit_heap_sketch.py"));
      while (heap.find()) {
        sketches.heaps.put(heap.group(1), Integer.valueOf(heap.group(2)));
      }
      python(scratch, "gen_plain.py");
      Matcher module = MODULE.matcher(Files.readString(scratch.resolve("rtl/plain.v")));
      while (module.find()) {
        sketches.modules.put(module.group(1), module.group() + "\n");
      }
      return Optional.of(sketches);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String python(Path folder, String script) throws IOException {
    Path log = folder.resolve(script + ".log");
    Process process =
        new ProcessBuilder("python3", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IllegalStateException(script + " failed: " + Files.readString(log));
      }
      return Files.readString(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(script + " was interrupted", e);
    }
  }

  /** The LUTs of a compressed heap, which the script counts and simulates itself. */
  OptionalInt heap(String name) {
    return heaps.containsKey(name) ? OptionalInt.of(heaps.get(name)) : OptionalInt.empty();
  }

  /** One of the modules that the other script writes, if it does. */
  Optional<Source> module(String name) {
    return Optional.ofNullable(modules.get(name))
        .map(
            text ->
                new Source(
                    name,
                    new TreeMap<>(Map.of(name + ".sv", text.getBytes(StandardCharsets.US_ASCII)))));
  }
}
