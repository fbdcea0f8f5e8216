package bitwright.sim.icarus;

import bitwright.hw.Accelerator;
import bitwright.sim.stream.Bench;
import bitwright.sim.stream.Progress;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.Stimulus;
import bitwright.sim.stream.StreamMap;
import bitwright.sim.tool.Cache;
import bitwright.sim.tool.Command;
import bitwright.sim.tool.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Simulates an accelerator with Icarus Verilog, in a process of its own. */
public final class IcarusBench implements Bench {

  private static final String COMPILED = "bench.vvp";

  private final StreamMap streams;
  private final Path folder;
  private Stimulus lastStimulus;
  private List<long[]> lastCycles;

  /** Compiles an accelerator and its test bench, or finds them in the cache. */
  public IcarusBench(Accelerator accelerator, Progress progress) {
    Tool.require(Tool.ICARUS, Tool.VVP);
    streams = StreamMap.of(accelerator);
    SortedMap<String, byte[]> files = new TreeMap<>();
    accelerator
        .files()
        .forEach(
            (path, content) -> {
              if (path.startsWith("rtl/")) {
                files.put(path.substring("rtl/".length()), content);
              }
            });
    String bench = new TestBench(accelerator.top(), streams).text();
    files.put("bitwright_bench.sv", bench.getBytes(StandardCharsets.UTF_8));
    Cache.Key key = new Cache.Key().with("icarus", Tool.ICARUS.version().orElse(""));
    files.forEach(key::with);
    folder = Cache.folder(key.hex(), empty -> compile(empty, files, progress));
  }

  private static void compile(Path folder, SortedMap<String, byte[]> files, Progress progress) {
    progress.at("compile", 0, 1);
    List<String> words = new ArrayList<>();
    words.addAll(List.of(Tool.ICARUS.command(), "-g2012", "-o", COMPILED));
    words.addAll(List.of("-s", "bitwright_bench"));
    try {
      for (var file : files.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
        if (file.getKey().endsWith(".sv")) {
          words.add(file.getKey());
        }
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    new Command(words, Optional.of(folder), line -> {}).runChecked();
    progress.at("compile", 1, 1);
  }

  @Override
  public Recording run(Stimulus stimulus, Progress progress) {
    progress.at("simulate", 0, stimulus.vectors());
    EventLog.Reading reading = simulate(stimulus, List.of());
    progress.at("simulate", stimulus.vectors(), stimulus.vectors());
    lastStimulus = stimulus;
    lastCycles = reading.cycles();
    return reading.recording();
  }

  @Override
  public long cycleOf(Stimulus stimulus, int stream, long beat) {
    if (stimulus != lastStimulus) {
      run(stimulus, Progress.NONE);
    }
    return lastCycles.get(stream)[Math.toIntExact(beat)];
  }

  @Override
  public Path trace(Stimulus stimulus, Path path, long from, long to, Progress progress) {
    Path file = path.resolveSibling(path.getFileName() + ".vcd").toAbsolutePath();
    simulate(stimulus, List.of("+vcd=" + file, "+trace_from=" + from, "+trace_to=" + to));
    return file;
  }

  private EventLog.Reading simulate(Stimulus stimulus, List<String> further) {
    Path work = null;
    try {
      work = Files.createTempDirectory("bitwright");
      Path inputs = work.resolve("inputs.hex");
      Path events = work.resolve("events");
      Files.writeString(inputs, hex(stimulus));
      List<String> words = new ArrayList<>();
      words.addAll(List.of(Tool.VVP.command(), "-n", COMPILED, "+vectors=" + stimulus.vectors()));
      words.add("+inputs=" + inputs);
      words.add("+events=" + events);
      words.add("+source=" + Long.toHexString(stimulus.source().state()));
      words.add("+sink=" + Long.toHexString(stimulus.sink().state()));
      words.add("+threshold=" + stimulus.source().threshold());
      words.add("+patience=" + (long) (streams.patience() / (1 - stimulus.stall())));
      words.addAll(further);
      long start = System.nanoTime();
      new Command(words, Optional.of(folder), line -> {}).runChecked();
      long nanoseconds = System.nanoTime() - start;
      return EventLog.read(events, streams, stimulus.vectors()).reading(nanoseconds);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    } finally {
      Cache.delete(work);
    }
  }

  /** One beat a line, the highest byte first. */
  private static String hex(Stimulus stimulus) {
    StringBuilder text = new StringBuilder();
    int bytes = stimulus.layout().beatBytes();
    for (int beat = 0; beat < stimulus.beats().length; beat += bytes) {
      for (int i = bytes - 1; i >= 0; i--) {
        text.append("%02x".formatted(stimulus.beats()[beat + i]));
      }
      text.append('\n');
    }
    return text.toString();
  }
}
