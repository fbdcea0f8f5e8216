package bitwright.sim.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of an external program, its error output merged into its output.
 *
 * @param words the program and its arguments
 * @param folder the working directory, if not the current one
 * @param listener is given each line of output as it comes
 */
public record Command(List<String> words, Optional<Path> folder, Consumer<String> listener) {

  /**
   * How a program ended.
   *
   * @param exitCode 0 for success
   * @param output all it printed
   */
  public record Result(int exitCode, String output) {}

  /** Keeps an unmodifiable copy. */
  public Command {
    words = List.copyOf(words);
  }

  /** A command in the current folder. */
  public static Command of(String... words) {
    return new Command(List.of(words), Optional.empty(), line -> {});
  }

  /** The same command in another folder. */
  public Command in(Path other) {
    return new Command(words, Optional.of(other), listener);
  }

  /** The same command with a listener. */
  public Command listening(Consumer<String> other) {
    return new Command(words, folder, other);
  }

  /** Runs to the end; an interrupted wait ends the program too. */
  public Result run() {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    folder.ifPresent(path -> builder.directory(path.toFile()));
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    try {
      Process process = builder.start();
      try {
        StringBuilder text = new StringBuilder();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          text.append(line).append('\n');
          listener.accept(line);
        }
        return new Result(process.waitFor(), text.toString());
      } finally {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new SimulationException(words.get(0) + " was interrupted");
    }
  }

  /**
   * Runs to the end and expects success.
   *
   * @throws SimulationException with the end of the output if the program fails
   */
  public String runChecked() {
    Result result = run();
    if (result.exitCode() != 0) {
      List<String> lines = result.output().lines().toList();
      String end = String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
      throw new SimulationException(
          "%s ended with exit code %d:%n%s".formatted(words.get(0), result.exitCode(), end));
    }
    return result.output();
  }
}
