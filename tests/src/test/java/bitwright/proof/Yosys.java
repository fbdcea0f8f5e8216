package bitwright.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs Yosys on files of its own; a run that takes too long or complains is a failure. */
final class Yosys {

  private static final int SECONDS = 180;

  private Yosys() {}

  /**
   * Writes files into an empty folder and runs a script there.
   *
   * @return what Yosys printed
   * @throws IllegalStateException with what it printed, if it fails or does not end in time
   */
  static String run(Path folder, Map<String, String> files, String script) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(folder.resolve("script.ys"), script);
      Path log = folder.resolve("yosys.log");
      Process process =
          new ProcessBuilder("yosys", "-q", "-l", "yosys.log", "script.ys")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("console.log").toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "Yosys did not end within %d s:%n%s".formatted(SECONDS, end(log)));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException("Yosys failed:\n" + end(log));
      }
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException("is Yosys installed?", problem);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interruption);
    }
  }

  private static String end(Path log) throws IOException {
    String text = Files.readString(log, StandardCharsets.UTF_8);
    return text.substring(Math.max(0, text.length() - 3000));
  }
}
