package bitwright.explore.cli;

/** Ends a command with an exit code and one sentence for the user. */
final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  CliException(int exitCode, String message, Object... arguments) {
    super(arguments.length == 0 ? message : message.formatted(arguments));
    this.exitCode = exitCode;
  }

  static CliException usage(String message, Object... arguments) {
    return new CliException(ExitCode.USAGE, message, arguments);
  }

  static CliException data(String message, Object... arguments) {
    return new CliException(ExitCode.DATA, message, arguments);
  }

  int exitCode() {
    return exitCode;
  }
}
