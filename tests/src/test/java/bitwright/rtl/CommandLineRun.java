package bitwright.rtl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of the command line in a process of its own.
 *
 * @param exitCode what the process ended with
 * @param out what it printed
 * @param err what it logged
 */
public record CommandLineRun(int exitCode, String out, String err) {

  /** Runs a command to its end. */
  public static CommandLineRun of(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("bitwright.explore.cli.Main");
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    try {
      Process process = new ProcessBuilder(command).start();
      process.getOutputStream().close();
      StringBuilder err = new StringBuilder();
      Thread reader = new Thread(() -> err.append(text(process.getErrorStream())));
      reader.start();
      String out = text(process.getInputStream());
      int exitCode = process.waitFor();
      reader.join();
      return new CommandLineRun(exitCode, out, err.toString());
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String text(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
