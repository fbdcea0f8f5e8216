package bitwright.cost.synthesis;

import bitwright.cost.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Yosys as a 7-series synthesizer: SystemVerilog in, cell counts out.
 *
 * <p>Flags: {@code synth_xilinx -family xc7 -noiopad -noclkbuf -flatten -nodsp -nowidelut}, then
 * {@code stat -tech xilinx}: no pads or clock buffers, products in LUTs, and no MUXF7 and MUXF8, so
 * that a LUT count says all. Block memories are inferred.
 *
 * <p>Counts move with mere naming and order. A seed reads an unrelated module first, which shifts
 * Yosys's automatic names; {@link #leastOf} takes the least of several.
 *
 * @param executable the command, {@code yosys}
 * @param timeout the longest a run may take
 */
public record Yosys(String executable, Duration timeout) {
  private static final String TOOL = "yosys";
  private static final String UNRELATED = "bitwright-unrelated.v";
  private static final String WRAPPER = "bitwright-each.v";
  private static final String WRAPPER_TOP = "bitwright_each";
  private static final String SCRIPT = "bitwright-synthesis.ys";
  private static final String REPORT = "bitwright-cells.txt";
  private static final String FLAGS = "-family xc7 -noiopad -noclkbuf -nodsp -nowidelut";

  /** The installed Yosys, ten minutes a run. */
  public static Yosys installed() {
    return new Yosys(TOOL, Duration.ofMinutes(10));
  }

  /** The line with which it names itself, for example {@code Yosys 0.23 (git sha1 7ce5011c24b)}. */
  public String version() {
    return run(List.of("-V"), Path.of(".")).lines().findFirst().orElse(TOOL).strip();
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
    Path scratch = null;
    try {
      scratch = Files.createTempDirectory("bitwright-synthesis");
      List<String> sources = copy(folder, scratch);
      Synthesis best = null;
      for (int seed = 0; seed < seeds; seed++) {
        Resources resources = count(scratch, sources, top, seed);
        if (best == null || resources.lut() < best.resources().lut()) {
          best = new Synthesis(version, resources, seed);
        }
      }
      return best;
    } catch (IOException e) {
      throw new SynthesisException(
          "folder %s cannot be copied for synthesis: %s".formatted(folder, e.getMessage()));
    } finally {
      delete(scratch);
    }
  }

  /** Copies the files of a folder and returns the names of its sources, in order. */
  private static List<String> copy(Path folder, Path scratch) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Files.copy(file, scratch.resolve(file.getFileName()));
    }
    List<String> sources =
        files.stream().map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".sv")).toList();
    if (sources.isEmpty()) {
      throw new SynthesisException("folder %s holds no .sv file".formatted(folder));
    }
    return sources;
  }

  /**
   * Synthesizes several modules of a folder side by side in one run, each without submodules.
   *
   * @return the resources of each, in the order given
   */
  public Map<String, Resources> synthesizeEach(Path folder, List<String> modules) {
    Path scratch = null;
    try {
      scratch = Files.createTempDirectory("bitwright-synthesis");
      List<String> sources = new ArrayList<>(copy(folder, scratch));
      Files.writeString(scratch.resolve(WRAPPER), wrapper(modules));
      sources.add(WRAPPER);
      Files.writeString(scratch.resolve(SCRIPT), commands(FLAGS, sources, WRAPPER_TOP));
      run(List.of("-q", "-s", SCRIPT), scratch);
      Map<String, CellCounts> all = CellCounts.parseAll(Files.readString(scratch.resolve(REPORT)));
      Map<String, Resources> results = new LinkedHashMap<>();
      for (String module : modules) {
        results.put(module, all.get(module).resources());
      }
      return results;
    } catch (IOException e) {
      throw new SynthesisException(
          "folder %s cannot be copied for synthesis: %s".formatted(folder, e.getMessage()));
    } finally {
      delete(scratch);
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

  private Resources count(Path scratch, List<String> sources, String top, int seed)
      throws IOException {
    StringBuilder script = new StringBuilder();
    if (seed > 0) {
      Files.writeString(scratch.resolve(UNRELATED), unrelated(seed));
      script.append("read_verilog -sv ").append(UNRELATED).append('\n');
    }
    script.append(commands(FLAGS + " -flatten", sources, top));
    Files.writeString(scratch.resolve(SCRIPT), script.toString());
    run(List.of("-q", "-s", SCRIPT), scratch);
    return CellCounts.parse(Files.readString(scratch.resolve(REPORT))).resources();
  }

  private static String commands(String flags, List<String> sources, String top) {
    return "read_verilog -sv %s\nsynth_xilinx %s -top %s\ntee -q -o %s stat -tech xilinx\n"
        .formatted(String.join(" ", sources), flags, top, REPORT);
  }

  /** A module that is not part of the design; its gates use up names. */
  private static String unrelated(int seed) {
    StringBuilder text = new StringBuilder("module bitwright_unrelated(input a, b, output y);\n");
    for (int i = 0; i < seed; i++) {
      text.append("  wire w").append(i).append(" = a ^ (b & ~a);\n");
    }
    return text.append("  assign y = w0;\nendmodule\n").toString();
  }

  private String run(List<String> arguments, Path folder) {
    List<String> command = Stream.concat(Stream.of(executable), arguments.stream()).toList();
    Path output = null;
    try {
      output = Files.createTempFile("bitwright-yosys", ".log");
      Process process = start(command, folder, output);
      try {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new SynthesisException(
              "%s took longer than %d s and was stopped".formatted(TOOL, timeout.toSeconds()));
        }
      } finally {
        process.destroyForcibly();
      }
      String text = Files.readString(output);
      if (process.exitValue() != 0) {
        throw new SynthesisException("%s failed: %s".formatted(TOOL, reason(text)));
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SynthesisException(TOOL + " was interrupted");
    } finally {
      delete(output);
    }
  }

  private Process start(List<String> command, Path folder, Path output) {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new ToolMissingException(TOOL);
    }
  }

  private static String reason(String log) {
    return log.lines()
        .filter(line -> line.startsWith("ERROR:") || line.contains(": ERROR:"))
        .findFirst()
        .orElse("no error message")
        .strip();
  }

  private static void delete(Path path) {
    if (path == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
