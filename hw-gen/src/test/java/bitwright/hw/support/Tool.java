package bitwright.hw.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs a command line tool.
 *
 * @param exit its exit status
 * @param output what it printed, on both channels
 */
public record Tool(int exit, String output) {

  /** Runs a command in a folder to its end. */
  public static Tool run(Path folder, String... command) {
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Tool(process.waitFor(), output);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command[0] + "; is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
