package bitwright.cost.synthesis;

import bitwright.cost.Family;
import bitwright.cost.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Yosys as a synthesizer: SystemVerilog in, cell counts out. {@link Flow} has the commands.
 *
 * <p>Counts move with mere naming and order. A seed reads an unrelated module first, which shifts
 * Yosys's automatic names; {@link #leastOf} takes the least of several.
 *
 * @param executable the command, {@code yosys}
 * @param timeout the longest a run may take
 * @param family the family of devices
 */
public record Yosys(String executable, Duration timeout, Family family) {
  private static final String TOOL = "yosys";
  private static final String UNRELATED = "bitwright-unrelated.v";
  private static final String WRAPPER = "bitwright-each.sv";
  private static final String WRAPPER_TOP = "bitwright_each";
  private static final String SCRIPT = "bitwright-synthesis.ys";
  private static final String REPORT = "bitwright-cells.txt";
  private static final String NETLIST = "bitwright-netlist.json";

  /** A synthesizer for the 7-series. */
  public Yosys(String executable, Duration timeout) {
    this(executable, timeout, Family.XC7);
  }

  /** The installed Yosys for the 7-series, ten minutes a run. */
  public static Yosys installed() {
    return installed(Family.XC7);
  }

  /** The installed Yosys for a family, ten minutes a run. */
  public static Yosys installed(Family family) {
    return new Yosys(TOOL, Duration.ofMinutes(10), family);
  }

  /** The line with which it names itself, for example {@code Yosys 0.23 (git sha1 7ce5011c24b)}. */
  public String version() {
    return tool().run(List.of("-V"), Path.of(".")).lines().findFirst().orElse(TOOL).strip();
  }

  /**
   * Synthesizes a folder: all its {@code .sv} files, which find memory files beside them by their
   * bare names.
   *
   * @throws ToolMissingException if Yosys is not installed
   * @throws SynthesisException if it fails or takes too long
   */
  public Synthesis synthesize(Path folder, String top) {
    return leastOf(1, folder, top);
  }

  /** The result with the fewest LUTs over seeds 0 … seeds − 1; the lowest seed among equals. */
  public Synthesis leastOf(int seeds, Path folder, String top) {
    String version = version();
    try (Scratch scratch = new Scratch()) {
      scratch.copy(folder);
      String commands = flow(scratch).flat(scratch.sources(), top);
      Synthesis best = null;
      for (int seed = 0; seed < seeds; seed++) {
        Resources resources = CellCounts.parse(report(scratch, seed, commands)).resources();
        if (best == null || resources.lut() < best.resources().lut()) {
          best = new Synthesis(version, resources, seed);
        }
      }
      return best;
    } catch (IOException e) {
      throw uncopied("folder " + folder, e);
    }
  }

  /**
   * Synthesizes several modules of a folder side by side in one run, each without submodules.
   *
   * @return the resources of each, in the order given
   */
  public Map<String, Resources> synthesizeEach(Path folder, List<String> modules) {
    try (Scratch scratch = new Scratch()) {
      scratch.copy(folder);
      scratch.put(WRAPPER, wrapper(modules));
      return counts(
          scratch, 0, flow(scratch).hierarchical(scratch.sources(), WRAPPER_TOP), modules);
    } catch (IOException e) {
      throw uncopied("folder " + folder, e);
    }
  }

  /**
   * Synthesizes several designs side by side in one run, each flat in itself: the libraries, which
   * take seconds, are read once. Designs may share modules of the same text.
   *
   * @param seed how many gates the unrelated module has that is read first
   * @return the resources of each by its top module, in the order given
   * @throws SynthesisException if one of them fails, which ends the run
   */
  public Map<String, Resources> synthesizeAll(List<Source> designs, int seed) {
    try (Scratch scratch = new Scratch()) {
      for (Source design : designs) {
        scratch.put(design);
      }
      List<String> tops = designs.stream().map(Source::top).toList();
      scratch.put(WRAPPER, wrapper(tops));
      String commands = flow(scratch).keeping(tops, scratch.sources(), WRAPPER_TOP);
      return counts(scratch, seed, commands, tops);
    } catch (IOException e) {
      throw uncopied("the designs", e);
    }
  }

  /** The cells of a design as one flat netlist in the JSON of {@code write_json}. */
  public String netlist(Source design) {
    try (Scratch scratch = new Scratch()) {
      scratch.put(design);
      String commands = flow(scratch).flat(scratch.sources(), design.top());
      Path script = scratch.folder().resolve(SCRIPT);
      Files.writeString(script, commands + "write_json %s\n".formatted(NETLIST));
      tool().run(List.of("-q", "-s", SCRIPT), scratch.folder());
      return Files.readString(scratch.folder().resolve(NETLIST));
    } catch (IOException e) {
      throw uncopied("the design " + design.top(), e);
    }
  }

  /** A module with an instance of each, which no optimization removes. */
  private static String wrapper(List<String> modules) {
    StringBuilder text = new StringBuilder("module " + WRAPPER_TOP + ";\n");
    for (int i = 0; i < modules.size(); i++) {
      text.append("  (* keep *) %s unit_%d();\n".formatted(modules.get(i), i));
    }
    return text.append("endmodule\n").toString();
  }

  private Map<String, Resources> counts(
      Scratch scratch, int seed, String commands, List<String> modules) throws IOException {
    Map<String, CellCounts> all = CellCounts.parseAll(report(scratch, seed, commands));
    Map<String, Resources> results = new LinkedHashMap<>();
    for (String module : modules) {
      results.put(module, all.get(module).resources());
    }
    return results;
  }

  private String report(Scratch scratch, int seed, String commands) throws IOException {
    StringBuilder script = new StringBuilder();
    if (seed > 0) {
      Files.writeString(scratch.folder().resolve(UNRELATED), unrelated(seed));
      script.append("read_verilog -sv ").append(UNRELATED).append('\n');
    }
    script.append(commands).append(flow(scratch).report(REPORT));
    Files.writeString(scratch.folder().resolve(SCRIPT), script.toString());
    tool().run(List.of("-q", "-s", SCRIPT), scratch.folder());
    return Files.readString(scratch.folder().resolve(REPORT));
  }

  /** A module that is not part of the design; its gates use up names. */
  private static String unrelated(int seed) {
    StringBuilder text = new StringBuilder("module bitwright_unrelated(input a, b, output y);\n");
    for (int i = 0; i < seed; i++) {
      text.append("  wire w").append(i).append(" = a ^ (b & ~a);\n");
    }
    return text.append("  assign y = w0;\nendmodule\n").toString();
  }

  private Flow flow(Scratch scratch) {
    return new Flow(family, scratch.slices());
  }

  private ToolRun tool() {
    return new ToolRun(TOOL, executable, timeout);
  }

  private static SynthesisException uncopied(String what, IOException e) {
    return new SynthesisException(
        "%s cannot be copied for synthesis: %s".formatted(what, e.getMessage()));
  }
}
