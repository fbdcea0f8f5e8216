package bitwright.sim.verilator;

import bitwright.hw.Accelerator;
import bitwright.sim.stream.Bench;
import bitwright.sim.stream.Progress;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.Stimulus;
import bitwright.sim.stream.StreamMap;
import com.sun.jna.Native;
import java.nio.file.Path;
import java.util.SortedMap;

/** Simulates an accelerator with Verilator, in this process. */
public final class VerilatorBench implements Bench {

  static final String SHIM = "bench.cpp";

  /** Bytes of source from which on compiling well takes longer than it saves. */
  private static final int LARGE = 150_000;

  private final Design design;
  private final SortedMap<String, byte[]> memories;
  private final StreamMap streams;
  private final NativeBench library;

  /** Builds an accelerator's library, or finds it in the cache. */
  public VerilatorBench(Accelerator accelerator, Progress progress) {
    design = Design.of(accelerator);
    memories = Design.memories(accelerator);
    streams = StreamMap.of(accelerator);
    library = load(VerilatorBuild.of(design, SHIM, flavor(accelerator), progress));
  }

  /** How an accelerator is compiled. */
  static Flavor flavor(Accelerator accelerator) {
    int bytes = Design.of(accelerator).sources().values().stream().mapToInt(s -> s.length).sum();
    return bytes < LARGE ? Flavor.FAST : Flavor.LARGE;
  }

  private static NativeBench load(Path folder) {
    return Native.load(folder.resolve(VerilatorBuild.LIBRARY).toString(), NativeBench.class);
  }

  @Override
  public Recording run(Stimulus stimulus, Progress progress) {
    try (VerilatorRun run = open(stimulus)) {
      return run.toEnd(progress);
    }
  }

  VerilatorRun open(Stimulus stimulus) {
    return VerilatorRun.open(library, memories, streams, stimulus);
  }

  @Override
  public long cycleOf(Stimulus stimulus, int stream, long beat) {
    try (VerilatorRun run = open(stimulus)) {
      return run.untilBeat(stream, beat);
    }
  }

  @Override
  public Path trace(Stimulus stimulus, Path path, long from, long to, Progress progress) {
    Flavor flavor = VerilatorBuild.traced();
    NativeBench traced = load(VerilatorBuild.of(design, SHIM, flavor, progress));
    Path file = path.resolveSibling(path.getFileName() + "." + flavor.name().toLowerCase());
    try (VerilatorRun run = VerilatorRun.open(traced, memories, streams, stimulus)) {
      run.trace(file, from, to);
    }
    return file;
  }
}
