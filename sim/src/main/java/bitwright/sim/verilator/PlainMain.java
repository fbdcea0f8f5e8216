package bitwright.sim.verilator;

import bitwright.hw.Accelerator;
import bitwright.sim.stream.BeatLayout;
import bitwright.sim.stream.Progress;
import bitwright.sim.stream.Stimulus;
import bitwright.sim.stream.StreamMap;
import bitwright.sim.tool.Cache;
import bitwright.sim.tool.Command;
import bitwright.sim.tool.SimulationException;
import bitwright.sim.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ordinary C++ program around the archive of an accelerator's build: the yardstick for speed.
 */
final class PlainMain implements AutoCloseable {

  private static final String PROGRAM = "plain";

  private static final List<String> DEFINITIONS =
      List.of(
          "-DVM_COVERAGE=0", "-DVM_SC=0", "-DVM_TRACE=0", "-DVM_TRACE_FST=0", "-DVM_TRACE_VCD=0");

  private final StreamMap streams;
  private final Path folder;

  /**
   * How a run went.
   *
   * @param cycles simulated cycles after reset
   * @param seconds the time that they took
   * @param checksum of all output bytes: {@code h = 31·h + byte}, modulo 2^32
   */
  record Run(long cycles, double seconds, long checksum) {}

  /** Compiles and links the program against the archive in the cache. */
  PlainMain(Accelerator accelerator, Progress progress) {
    streams = StreamMap.of(accelerator);
    Path built =
        VerilatorBuild.of(
            Design.of(accelerator),
            VerilatorBench.SHIM,
            VerilatorBench.flavor(accelerator),
            progress);
    try {
      folder = Files.createTempDirectory("bitwright");
      for (Map.Entry<String, byte[]> memory : Design.memories(accelerator).entrySet()) {
        Files.write(folder.resolve(memory.getKey()), memory.getValue());
      }
      Files.writeString(folder.resolve("plain.cpp"), VerilatorBuild.resource("plain.cpp"));
      link(built, VerilatorBench.flavor(accelerator));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private void link(Path built, Flavor flavor) throws IOException {
    String root =
        Command.of(Tool.VERILATOR.command(), "--getenv", "VERILATOR_ROOT").runChecked().strip();
    List<String> words = new ArrayList<>(List.of(Tool.COMPILER.command(), "-o", PROGRAM));
    words.addAll(List.of(flavor.fast().split(" ")));
    words.addAll(List.of((VerilatorBuild.COMPILER_FLAGS + " -std=c++17").split(" ")));
    words.addAll(List.of("-faligned-new", "-fcf-protection=none"));
    words.addAll(DEFINITIONS);
    words.addAll(List.of("-I" + built, "-I" + root + "/include", "-I" + root + "/include/vltstd"));
    words.add("plain.cpp");
    try (Stream<Path> files = Files.list(built)) {
      files
          .map(Path::toString)
          .filter(name -> name.endsWith("__ALL.a") || name.endsWith(".o"))
          .sorted()
          .forEach(words::add);
    }
    words.addAll(List.of("-Wl,--wrap=fopen", "-pthread", "-latomic"));
    new Command(words, Optional.of(folder), line -> {}).runChecked();
  }

  /** Runs a stimulus. */
  Run run(Stimulus stimulus) {
    try {
      Path inputs = folder.resolve("inputs");
      Files.write(inputs, stimulus.beats());
      BeatLayout in = streams.input();
      BeatLayout out = streams.output();
      List<Object> words = new ArrayList<>();
      words.addAll(List.of(folder.resolve(PROGRAM), inputs, stimulus.vectors()));
      words.addAll(List.of(in.beats(), in.beatBytes(), out.beats(), out.beatBytes()));
      words.add(Long.toHexString(stimulus.source().state()));
      words.add(Long.toHexString(stimulus.sink().state()));
      words.add(stimulus.source().threshold());
      List<String> texts = words.stream().map(Object::toString).toList();
      String output = new Command(texts, Optional.of(folder), line -> {}).runChecked();
      String[] fields = output.strip().split(" ");
      if (fields.length != 3) {
        throw new SimulationException("the plain program printed: " + output);
      }
      return new Run(
          Long.parseLong(fields[0]), Double.parseDouble(fields[1]), Long.parseLong(fields[2]));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The checksum of bytes that the program would print. */
  static long checksum(byte[] bytes) {
    int sum = 0;
    for (byte b : bytes) {
      sum = 31 * sum + (b & 0xff);
    }
    return Integer.toUnsignedLong(sum);
  }

  @Override
  public void close() {
    Cache.delete(folder);
  }
}
