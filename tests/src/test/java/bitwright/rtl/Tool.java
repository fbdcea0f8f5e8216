package bitwright.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Icarus Verilog, on generated files and a bench beside them. */
final class Tool {

  private Tool() {}

  /** Writes the files of a module flat into a folder. */
  static void write(SortedMap<String, byte[]> files, Path folder) {
    files.forEach(
        (name, bytes) -> {
          try {
            Files.write(folder.resolve(Path.of(name).getFileName()), bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Compiles every source in the folder with {@code bench} on top, runs it; what it printed. */
  static String icarus(Path folder) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("iverilog", "-g2012", "-s", "bench", "-o", "bench.vvp"));
    try (var files = Files.list(folder)) {
      files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".sv"))
          .sorted()
          .forEach(command::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run(folder, command);
    return run(folder, List.of("vvp", "-n", "bench.vvp"));
  }

  private static String run(Path folder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      String text = new String(output, StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), text);
      return text;
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command.get(0) + "; is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
