package bitwright.explore.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Shows which external tools are there. */
@Command(
    name = "doctor",
    description =
        "Which tools are found, which version, and the line that installs what is missing.",
    footerHeading = "%nExample:%n",
    footer = "  ./bitwright doctor")
final class DoctorCommand extends bitwright.explore.cli.Command {

  private record Tool(String name, String neededFor, List<List<String>> commands) {}

  private static final List<Tool> TOOLS =
      List.of(
          new Tool("mvn", "building Bitwright", List.of(List.of("mvn", "-v"))),
          new Tool("verilator", "demo, verify, run --engine rtl", version("verilator")),
          new Tool("C++ compiler", "the same", List.of(of("g++"), of("clang++"))),
          new Tool("make", "the same", version("make")),
          new Tool("iverilog", "verify --simulator icarus", List.of(List.of("iverilog", "-V"))),
          new Tool("yosys", "estimate --synthesize, calibrate", List.of(List.of("yosys", "-V"))),
          new Tool(
              "nextpnr-ice40",
              "calibrate --timing, ./check",
              List.of(List.of("nextpnr-ice40", "-V"))),
          new Tool(
              "chromium",
              "./check (screenshot of the report)",
              List.of(of("chromium"), of("chromium-browser"), of("google-chrome"))));

  private static List<List<String>> version(String tool) {
    return List.of(of(tool));
  }

  private static List<String> of(String tool) {
    return List.of(tool, "--version");
  }

  @Override
  public Integer call() {
    Table table = new Table("tool", "version", "needed for");
    table.row("java", "Java " + Runtime.version(), "everything");
    boolean complete = true;
    for (Tool tool : TOOLS) {
      Optional<String> version = tool.commands().stream().flatMap(c -> ask(c).stream()).findFirst();
      complete &= version.isPresent();
      table.row(tool.name(), version.orElse(console().bad("missing")), tool.neededFor());
    }
    console().out().print(table.render(console()));
    console().out().println();
    String missing = System.getProperty("bitwright.missing");
    if (missing != null) {
      console().out().println("Missing: " + missing + ". To install, type:");
      console().out().println("  " + System.getProperty("bitwright.install"));
    } else if (complete) {
      console().out().println(console().good("Everything is there."));
    } else {
      console()
          .out()
          .println("Start with ./bitwright doctor to see how to install what is missing.");
    }
    return complete && missing == null ? ExitCode.OK : ExitCode.TOOL;
  }

  /** The first line with a version such as 5.006, for a wrapper may print errors before it. */
  static Optional<String> versionLine(String text) {
    List<String> lines =
        text.lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "").strip()).toList();
    return Stream.of(".*\\d+\\.\\d+.*", ".*\\d.*")
        .flatMap(form -> lines.stream().filter(line -> line.matches(form)))
        .findFirst()
        .map(line -> line.replaceFirst("(.{0,52}).*", "$1").strip());
  }

  /** The line in which a tool tells its version, if it is there. */
  private static Optional<String> ask(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return versionLine(text);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
