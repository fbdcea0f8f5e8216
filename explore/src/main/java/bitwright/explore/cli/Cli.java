package bitwright.explore.cli;

import bitwright.cost.CostException;
import bitwright.sim.tool.SimulationException;
import bitwright.sim.tool.ToolMissingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;

/** Parses a command line, runs its command, and maps every outcome to an exit code. */
final class Cli {

  private static final Pattern CHOICE =
      Pattern.compile("expected one of \\[([^]]*)\\] \\(case-insensitive\\) but was");

  private Cli() {}

  /** Runs one command line. */
  static int run(Console console, Home home, String... arguments) {
    CommandLine line = new CommandLine(new Bitwright(console, home));
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(Help.defaultColorScheme(console.color() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setUsageHelpWidth(100);
    line.setUsageHelpLongOptionsMaxWidth(34);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((e, args) -> usage(console, e));
    line.setExecutionExceptionHandler((e, command, result) -> failure(console, command, e));
    return line.execute(arguments);
  }

  private static int usage(Console console, ParameterException e) {
    String path = e.getCommandLine().getCommandSpec().qualifiedName(" ");
    console.log("%s; see './%s --help'", sentence(inUsersWords(e)), path);
    return ExitCode.USAGE;
  }

  /** The parser's message without the names of Java types. */
  private static String inUsersWords(ParameterException e) {
    CommandLine line = e.getCommandLine();
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && line.getParent() == null
        && !unmatched.getUnmatched().get(0).startsWith("-")) {
      return "'%s' is not a command; the commands are %s"
          .formatted(
              unmatched.getUnmatched().get(0), String.join(", ", line.getSubcommands().keySet()));
    }
    String words =
        e.getMessage()
            .replaceAll("is not an? (int|long)$", "is not a whole number in range")
            .replaceAll("is not a double$", "is not a number (with a point, as in 0.5)");
    Matcher choice = CHOICE.matcher(words);
    return choice.find()
        ? choice.replaceFirst("use " + choice.group(1).toLowerCase(Locale.ROOT) + ", not")
        : words;
  }

  private static int failure(Console console, CommandLine command, Exception e) {
    if (e instanceof ParameterException p) {
      return usage(console, p);
    }
    if (e instanceof CliException c) {
      console.log("%s", sentence(c.getMessage()));
      return c.exitCode();
    }
    if (e instanceof CostException) {
      console.log("%s", sentence(e.getMessage()));
      return ExitCode.USAGE;
    }
    if (e instanceof ToolMissingException || e instanceof SimulationException) {
      console.log("%s", sentence(e.getMessage()));
      return ExitCode.TOOL;
    }
    console.log("%s", internal(command.getCommandName(), e));
    return ExitCode.INTERNAL;
  }

  /** One line, whatever the message was, without its final full stop. */
  static String sentence(String message) {
    String line = String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  private static String internal(String command, Exception e) {
    String what =
        "'%s' failed by a defect of Bitwright (%s); please report it"
            .formatted(command, sentence(e.toString()));
    try {
      Path log = Files.createTempFile("bitwright-failure-", ".log");
      try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(log))) {
        e.printStackTrace(writer);
      }
      return what + " with the file " + log;
    } catch (IOException unwritable) {
      return what;
    }
  }
}
