package bitwright.explore.cli;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command prints: results to {@code out}, the log and progress to {@code err}.
 *
 * @param out the result
 * @param err the log
 * @param outTerminal whether {@code out} may be coloured
 * @param errTerminal whether {@code err} may carry colours and progress bars
 */
record Console(PrintStream out, PrintStream err, boolean outTerminal, boolean errTerminal) {

  /** The console of the process, as the launcher describes it; {@code NO_COLOR} is honoured. */
  static Console ofProcess() {
    return new Console(
        utf8(System.out),
        utf8(terminal().orElse(System.err)),
        Boolean.getBoolean("bitwright.terminal.out"),
        Boolean.getBoolean("bitwright.terminal.err"));
  }

  /**
   * Flushes everything and waits until the launcher's filter of stderr, if any, has done so too.
   */
  void close() {
    out.flush();
    err.flush();
    String filter = System.getProperty("bitwright.stderr.filter");
    if (filter == null) {
      return;
    }
    System.err.close();
    try (FileInputStream in = new FileInputStream(filter)) {
      in.readAllBytes();
    } catch (IOException e) {
      // Nothing is left to wait for.
    }
  }

  /** The terminal itself where stderr passes the launcher's filter, which is slower than stdout. */
  private static Optional<OutputStream> terminal() {
    String file = System.getProperty("bitwright.terminal");
    try {
      return file == null ? Optional.empty() : Optional.of(new FileOutputStream(file));
    } catch (IOException e) {
      // A terminal of another user cannot be opened again; the filter serves it too.
      return Optional.empty();
    }
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Whether results may be coloured. */
  boolean color() {
    String noColor = System.getenv("NO_COLOR");
    return outTerminal && (noColor == null || noColor.isEmpty());
  }

  /** Green, where colours are allowed. */
  String good(String text) {
    return color() ? "\u001b[1;32m" + text + "\u001b[0m" : text;
  }

  /** Red, where colours are allowed. */
  String bad(String text) {
    return color() ? "\u001b[1;31m" + text + "\u001b[0m" : text;
  }

  /** Bold, where colours are allowed. */
  String strong(String text) {
    return color() ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** One line of the log. */
  void log(String message, Object... arguments) {
    err.println("bitwright: " + message.formatted(arguments));
  }
}
