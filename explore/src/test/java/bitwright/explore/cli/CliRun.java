package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One command line, run in this process.
 *
 * @param exitCode what the process would have ended with
 * @param out what went to stdout
 * @param err what went to stderr
 */
record CliRun(int exitCode, String out, String err) {

  static CliRun of(Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(stream(out), stream(err), false, false);
    String[] texts = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
    int code = Cli.run(console, new Home(root()), texts);
    return new CliRun(code, text(out), text(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The root of the repository: tests run in the folder of their module. */
  static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }

  /** Expects success. */
  CliRun ok() {
    assertEquals(ExitCode.OK, exitCode, err);
    return this;
  }

  /** Expects a refusal: the exit code, one line on stderr, nothing on stdout. */
  String refused(int code) {
    assertEquals(code, exitCode, out + err);
    assertEquals("", out);
    String last = err.lines().reduce((a, b) -> b).orElse("");
    assertEquals(1, err.lines().count(), err);
    assertFalse(err.contains("Exception"), err);
    assertFalse(err.contains("\tat "), err);
    return last;
  }

  JsonNode json() {
    try {
      return Json.MAPPER.readTree(out);
    } catch (JsonProcessingException e) {
      throw new AssertionError(out, e);
    }
  }
}
