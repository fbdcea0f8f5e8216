package bitwright.sim.verilator;

import bitwright.sim.stream.Progress;
import bitwright.sim.tool.Cache;
import bitwright.sim.tool.Command;
import bitwright.sim.tool.SimulationException;
import bitwright.sim.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Builds a shared library from a design and a shim, once per content.
 *
 * <p>Verilator appends {@code -Os} after the flags that it is given, so optimization goes through
 * the makefile's own variables. The objects of Verilator's run-time library are the same for every
 * design; they are kept beside the builds and put in place before the compiler runs.
 */
final class VerilatorBuild {

  /** The library's name within its folder. */
  static final String LIBRARY = "libbitwright.so";

  private static final String PREFIX = "Vaccelerator";
  private static final List<String> SUPPORT = List.of("support.h", "stall.h", "exports.map");

  /** What every object is compiled with, beside the flavor's flags. */
  static final String COMPILER_FLAGS =
      "-fPIC -fvisibility=hidden -DVL_USER_FINISH -DVL_USER_STOP -DVL_USER_FATAL -DVL_USER_WARN";

  private final Design design;
  private final String shim;
  private final String shimSource;
  private final Flavor flavor;
  private final Progress progress;

  private VerilatorBuild(
      Design design, String shim, String shimSource, Flavor flavor, Progress progress) {
    this.design = design;
    this.shim = shim;
    this.shimSource = shimSource;
    this.flavor = flavor;
    this.progress = progress;
  }

  /**
   * The folder of a build, from the cache or made now.
   *
   * @param shim the name of the C++ source, a resource of this package
   */
  static Path of(Design design, String shim, Flavor flavor, Progress progress) {
    return of(design, shim, resource(shim), flavor, progress);
  }

  /** The same with a shim made for the design. */
  static Path of(Design design, String shim, String shimSource, Flavor flavor, Progress progress) {
    Tool.require(Tool.VERILATOR, Tool.COMPILER, Tool.MAKE);
    VerilatorBuild build = new VerilatorBuild(design, shim, shimSource, flavor, progress);
    return Cache.folder(build.key(), build::fill);
  }

  /** The flavor of a traced build on this machine. */
  static Flavor traced() {
    boolean zlib =
        Command.of(Tool.COMPILER.command(), "-E", "-include", "zlib.h", "-x", "c++", "/dev/null")
                .run()
                .exitCode()
            == 0;
    return zlib ? Flavor.FST : Flavor.VCD;
  }

  private String key() {
    Cache.Key key = toolKey().with("top", design.top()).with("control", design.control());
    key.with("verilator", String.join(" ", verilate()));
    design.sources().forEach(key::with);
    key.with(shim, shimSource);
    SUPPORT.forEach(name -> key.with(name, resource(name)));
    return key.hex();
  }

  private Cache.Key toolKey() {
    return new Cache.Key()
        .with("verilator", Tool.VERILATOR.version().orElse(""))
        .with("compiler", Tool.COMPILER.version().orElse(""))
        .with("processor", processor())
        .with("flavor", flavor.name() + flavor.fast() + flavor.slow())
        .with("flags", COMPILER_FLAGS);
  }

  /** What {@code -march=native} depends on. */
  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private List<String> verilate() {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(Tool.VERILATOR.command(), "--cc", "--exe", "-o", LIBRARY));
    words.addAll(List.of("--prefix", PREFIX, "--top-module", design.top(), "--Mdir", "."));
    words.addAll(List.of("--x-assign", "unique", "--x-initial", "unique", "--no-timing"));
    words.addAll(List.of("-O3", "-Wno-lint", "-Wno-style", "-Wno-fatal"));
    words.addAll(List.of("-CFLAGS", COMPILER_FLAGS + " -std=c++17"));
    words.addAll(List.of("-LDFLAGS", "-shared -Wl,--wrap=fopen -Wl,--version-script=exports.map"));
    if (!flavor.traceOption().isEmpty()) {
      words.add(flavor.traceOption());
    }
    words.add("taps.vlt");
    words.addAll(design.sources().keySet());
    words.add(shim);
    return words;
  }

  private void fill(Path folder) {
    try {
      for (Map.Entry<String, byte[]> file : sourceFiles().entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
      }
      progress.at("verilate", 0, 1);
      new Command(verilate(), Optional.of(folder), line -> {}).runChecked();
      progress.at("verilate", 1, 1);
      Path runtime = Cache.folder(toolKey().with("run-time library", "").hex(), this::runtime);
      place(runtime, folder);
      compile(folder, LIBRARY);
      prune(folder);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private SortedMap<String, byte[]> sourceFiles() {
    SortedMap<String, byte[]> files = new TreeMap<>(design.sources());
    files.put("taps.vlt", design.control().getBytes(StandardCharsets.UTF_8));
    files.put(shim, shimSource.getBytes(StandardCharsets.UTF_8));
    SUPPORT.forEach(name -> files.put(name, resource(name).getBytes(StandardCharsets.UTF_8)));
    return files;
  }

  /** Compiles the run-time library by way of the smallest design. */
  private void runtime(Path folder) {
    try {
      Files.writeString(
          folder.resolve("empty.sv"),
          "module empty (input logic i /* verilator public_flat_rd */); endmodule\n");
      List<String> words = new ArrayList<>();
      words.addAll(List.of(Tool.VERILATOR.command(), "--cc", "--exe", "-o", "none"));
      words.addAll(List.of("--prefix", PREFIX, "--Mdir", ".", "--no-timing", "-Wno-lint"));
      words.addAll(List.of("-CFLAGS", COMPILER_FLAGS + " -std=c++17"));
      if (!flavor.traceOption().isEmpty()) {
        words.add(flavor.traceOption());
      }
      words.add("empty.sv");
      Files.writeString(folder.resolve("none.cpp"), "");
      words.add("none.cpp");
      new Command(words, Optional.of(folder), line -> {}).runChecked();
      List<String> objects = runtimeObjects(folder);
      compile(folder, objects.toArray(String[]::new));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          if (!objects.contains(file.getFileName().toString())) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The objects that the makefile of a build takes from the run-time library. */
  private static List<String> runtimeObjects(Path folder) throws IOException {
    List<String> objects = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(folder.resolve(PREFIX + "_classes.mk"))) {
      if (inside && !line.isBlank()) {
        objects.add(line.replace("\\", "").strip() + ".o");
      }
      inside = (inside || line.startsWith("VM_GLOBAL_FAST")) && line.endsWith("\\");
    }
    return objects;
  }

  /** Copies objects, newer than the makefile on which they depend. */
  private static void place(Path runtime, Path folder) throws IOException {
    for (String object : runtimeObjects(folder)) {
      if (Files.exists(runtime.resolve(object))) {
        Files.copy(
            runtime.resolve(object), folder.resolve(object), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void compile(Path folder, String... targets) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(Tool.MAKE.command(), "-j", "2", "-f", PREFIX + ".mk"));
    words.add("OPT_FAST=" + flavor.fast());
    words.add("OPT_GLOBAL=" + flavor.fast());
    words.add("OPT_SLOW=" + flavor.slow());
    words.addAll(List.of(targets));
    AtomicLong done = new AtomicLong();
    long total = objects(folder) + 1;
    progress.at("compile", 0, total);
    new Command(words, Optional.of(folder), line -> {})
        .listening(
            line -> {
              if (line.contains(" -c -o ")) {
                progress.at("compile", Math.min(done.incrementAndGet(), total), total);
              }
            })
        .runChecked();
    progress.at("compile", total, total);
  }

  /** How many objects make is about to compile, the shim among them. */
  private static long objects(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      String classes = Files.readString(folder.resolve(PREFIX + "_classes.mk"));
      boolean apart = classes.contains("VM_PARALLEL_BUILDS = 1");
      return apart ? files.filter(file -> file.toString().endsWith(".cpp")).count() : 2;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Keeps what a later link can use: the library, archives, objects, headers. */
  private static void prune(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.matches(".*\\.(so|a|h|sv)|verilated.*\\.o")) {
          Files.delete(file);
        }
      }
    }
  }

  static String resource(String name) {
    try (InputStream in = VerilatorBuild.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new SimulationException("resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
