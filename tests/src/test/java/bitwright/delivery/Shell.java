package bitwright.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A command that ran to its end.
 *
 * @param exit its exit status
 * @param output what it printed, on both channels
 */
record Shell(int exit, String output) {

  /** Runs a command in a folder. */
  static Shell run(Path folder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Shell(process.waitFor(), output);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command.get(0) + "; is it installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Runs a command in a folder. */
  static Shell run(Path folder, String... command) {
    return run(folder, List.of(command));
  }

  /** What it printed, if it succeeded. */
  String ok() {
    assertEquals(0, exit, output);
    return output;
  }
}
