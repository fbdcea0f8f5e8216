package bitwright.cost.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An external tool that runs to its end in a folder.
 *
 * @param tool its name and that of the package that installs it
 * @param executable the command
 * @param timeout the longest a run may take
 */
record ToolRun(String tool, String executable, Duration timeout) {

  /**
   * Runs it and returns all it prints.
   *
   * @throws ToolMissingException if it is not installed
   * @throws SynthesisException if it fails, takes too long or is interrupted
   */
  String run(List<String> arguments, Path folder) {
    List<String> command = Stream.concat(Stream.of(executable), arguments.stream()).toList();
    Path output = null;
    try {
      output = TemporaryFiles.file("bitwright-" + tool, ".log");
      Process process = start(command, folder, output);
      try {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new SynthesisException(
              "%s took longer than %d s and was stopped".formatted(tool, timeout.toSeconds()));
        }
      } finally {
        process.destroyForcibly();
      }
      String text = Files.readString(output);
      if (process.exitValue() != 0) {
        throw new SynthesisException("%s failed: %s".formatted(tool, reason(text)));
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SynthesisException(tool + " was interrupted");
    } finally {
      if (output != null) {
        TemporaryFiles.delete(output);
      }
    }
  }

  private Process start(List<String> command, Path folder, Path output) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new ToolMissingException(tool);
    }
  }

  private static String reason(String log) {
    return log.lines()
        .filter(line -> line.startsWith("ERROR:") || line.contains(": ERROR:"))
        .findFirst()
        .orElse("no error message")
        .strip();
  }
}
