package bitwright.cost.synthesis;

import bitwright.cost.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Yosys and nextpnr-ice40 as one tool: SystemVerilog in, the clock that a placed and routed design
 * reaches out. Commands: {@code synth_ice40}, then per seed {@code nextpnr-ice40 --seed S --freq F}
 * with a target that no design reaches.
 *
 * @param synthesizer the command, {@code yosys}
 * @param placer the command, {@code nextpnr-ice40}
 * @param part the device
 * @param timeout the longest a run of either may take
 */
public record Nextpnr(String synthesizer, String placer, Part part, Duration timeout) {
  private static final String TOOL = "nextpnr-ice40";
  private static final String NETLIST = "bitwright-netlist.json";
  private static final Pattern CLOCK =
      Pattern.compile("Max frequency for clock .*?: ([0-9.]+) MHz");
  private static final Pattern CELLS = Pattern.compile("ICESTORM_LC:\\s+(\\d+)/");
  private static final Pattern BLOCKS = Pattern.compile("ICESTORM_RAM:\\s+(\\d+)/");

  /** A device in its package. */
  public enum Part {
    /** iCE40HX8K. */
    HX8K("--hx8k", "ct256", 400),
    /** iCE40UP5K. */
    UP5K("--up5k", "sg48", 160);

    private final String option;
    private final String housing;
    private final int target;

    Part(String option, String housing, int target) {
      this.option = option;
      this.housing = housing;
      this.target = target;
    }
  }

  /** The installed tools, ten minutes a run. */
  public static Nextpnr installed(Part part) {
    return new Nextpnr("yosys", TOOL, part, Duration.ofMinutes(10));
  }

  /** The lines with which both tools name themselves. */
  public String version() {
    String own = tool().run(List.of("--version"), Path.of(".")).lines().findFirst().orElse(TOOL);
    String version = own.replaceAll(".*\\(Version ([^)]*)\\).*", "$1").strip();
    return new Yosys(synthesizer, timeout, Family.ICE40).version() + "; " + TOOL + " " + version;
  }

  /**
   * Synthesizes a design once and places it once per seed.
   *
   * @throws ToolMissingException if Yosys or nextpnr-ice40 is not installed
   * @throws SynthesisException if one of them fails, or the design has no path between registers
   */
  public Placement place(Source design, List<Integer> seeds) {
    String version = version();
    try (Scratch scratch = new Scratch()) {
      scratch.put(design);
      String script =
          new Flow(Family.ICE40, false).flat(scratch.sources(), design.top())
              + "write_json %s\n".formatted(NETLIST);
      Path file = scratch.folder().resolve("bitwright-netlist.ys");
      Files.writeString(file, script);
      new ToolRun("yosys", synthesizer, timeout)
          .run(List.of("-q", "-s", file.getFileName().toString()), scratch.folder());
      List<Double> clocks = new ArrayList<>();
      String log = "";
      for (int seed : seeds) {
        log = tool().run(arguments(seed), scratch.folder());
        clocks.add(clock(log));
      }
      return new Placement(version, last(CELLS, log), last(BLOCKS, log), clocks);
    } catch (IOException e) {
      throw new SynthesisException("the design cannot be copied: " + e.getMessage());
    }
  }

  private List<String> arguments(int seed) {
    List<String> arguments = new ArrayList<>(List.of(part.option, "--package", part.housing));
    Collections.addAll(arguments, "--json", NETLIST, "--timing-allow-fail");
    Collections.addAll(arguments, "--freq", String.valueOf(part.target));
    Collections.addAll(arguments, "--seed", String.valueOf(seed));
    return arguments;
  }

  private static double clock(String log) {
    OptionalDouble last =
        CLOCK
            .matcher(log)
            .results()
            .mapToDouble(r -> Double.parseDouble(r.group(1)))
            .reduce((a, b) -> b);
    return last.orElseThrow(
        () -> new SynthesisException(TOOL + " reports no clock: no path between registers"));
  }

  private static int last(Pattern pattern, String log) {
    OptionalInt found = pattern.matcher(log).results().mapToInt(Nextpnr::count).reduce((a, b) -> b);
    return found.orElse(0);
  }

  private static int count(MatchResult match) {
    return Integer.parseInt(match.group(1));
  }

  private ToolRun tool() {
    return new ToolRun(TOOL, placer, timeout);
  }
}
