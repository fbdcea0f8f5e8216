package bitwright.explore.cli;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

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
    PrintStream err = utf8(System.err);
    String device = System.getProperty("bitwright.stderr");
    if (device != null) {
      try {
        err = new PrintStream(new FileOutputStream(device, true), true, StandardCharsets.UTF_8);
      } catch (IOException e) {
        err.println("bitwright: cannot open " + device + " and uses plain stderr instead");
      }
    }
    System.setErr(err);
    return new Console(
        utf8(System.out),
        err,
        Boolean.getBoolean("bitwright.terminal.out"),
        Boolean.getBoolean("bitwright.terminal.err"));
  }

  private static PrintStream utf8(PrintStream stream) {
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
