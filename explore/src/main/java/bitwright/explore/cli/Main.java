package bitwright.explore.cli;

import java.util.Locale;

/** The entry point of the process. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    Console console = Console.ofProcess();
    Interrupts.install(console);
    int code;
    try {
      code = Cli.run(console, Home.find(), arguments);
    } catch (CliException e) {
      console.log("%s", e.getMessage());
      code = e.exitCode();
    } catch (OutOfMemoryError e) {
      console.log("out of memory; use fewer vectors (--limit) or set JAVA_TOOL_OPTIONS=-Xmx8g");
      code = ExitCode.DATA;
    } catch (LinkageError e) {
      console.log(
          "a library of Bitwright is missing or cannot be read (%s); delete target/launcher and"
              + " type the command again",
          e.getMessage());
      code = ExitCode.TOOL;
    }
    Interrupts.finish();
    if (console.out().checkError() && code == ExitCode.OK) {
      console.log("the result could not be written to standard output");
      code = ExitCode.DATA;
    }
    console.close();
    System.exit(code);
  }
}
