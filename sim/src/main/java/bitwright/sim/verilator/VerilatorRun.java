package bitwright.sim.verilator;

import bitwright.sim.stream.BeatLayout;
import bitwright.sim.stream.Probe;
import bitwright.sim.stream.Progress;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.StallSequence;
import bitwright.sim.stream.Stimulus;
import bitwright.sim.stream.StreamMap;
import bitwright.sim.stream.StreamRule;
import bitwright.sim.stream.StreamState;
import bitwright.sim.stream.StreamViolation;
import bitwright.sim.tool.SimulationException;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of one model, from construction to destruction. */
final class VerilatorRun implements AutoCloseable {

  private static final int RUNNING = 0;
  private static final int VIOLATION = 2;
  private static final int FAILED = 3;
  private static final int STOPPED = 4;

  /** Cycles of the first call. */
  private static final int CHUNK = 4096;

  /** Calls shorter than this are followed by longer ones: often enough to show progress. */
  private static final long SHORT_CALL_NANOSECONDS = 50_000_000;

  private final NativeBench library;
  private final Pointer bench;
  private final StreamMap streams;
  private final Stimulus stimulus;
  private final Memory input;
  private final Memory firstCycles;
  private final List<Memory> records = new ArrayList<>();
  private final List<Memory> lastCycles = new ArrayList<>();

  private VerilatorRun(NativeBench library, StreamMap streams, Stimulus stimulus) {
    this.library = library;
    this.streams = streams;
    this.stimulus = stimulus;
    bench = library.bench_create();
    input = new Memory(Math.max(1, stimulus.beats().length));
    firstCycles = new Memory(8L * Math.max(1, stimulus.vectors()));
  }

  /** Constructs a model and makes it ready to run. */
  static VerilatorRun open(
      NativeBench library, Map<String, byte[]> memories, StreamMap streams, Stimulus stimulus) {
    VerilatorRun run = new VerilatorRun(library, streams, stimulus);
    try {
      run.prepare(memories);
      return run;
    } catch (RuntimeException problem) {
      run.close();
      throw problem;
    }
  }

  private void prepare(Map<String, byte[]> memories) {
    memories.forEach((name, bytes) -> library.bench_memory(bench, name, bytes, bytes.length));
    check(library.bench_start(bench, stimulus.randomSeed()));
    for (Probe p : streams.probes()) {
      int bytes = p.layout().beatBytes();
      check(library.bench_tap(bench, p.scope(), p.valid(), p.ready(), p.data(), bytes));
    }
    input.write(0, stimulus.beats(), 0, stimulus.beats().length);
    StallSequence source = stimulus.source();
    StallSequence sink = stimulus.sink();
    check(
        library.bench_stimuli(
            bench,
            input,
            stimulus.vectors(),
            streams.input().beats(),
            streams.input().beatBytes(),
            streams.output().beatBytes(),
            source.state(),
            sink.state(),
            source.threshold(),
            (long) (streams.patience() / (1 - stimulus.stall())),
            streams.drain(),
            firstCycles));
    for (int i = 0; i < streams.count(); i++) {
      record(i);
    }
  }

  private void record(int stream) {
    BeatLayout layout = streams.layout(stream);
    Memory cycles = new Memory(8L * Math.max(1, stimulus.vectors()));
    lastCycles.add(cycles);
    long bytes = (long) stimulus.vectors() * layout.vectorBytes();
    if (bytes > Integer.MAX_VALUE) {
      throw new SimulationException(
          "%d vectors are too many for one simulation: stream %s alone would take %d bytes; simulate fewer at a time"
              .formatted(stimulus.vectors(), streams.name(stream), bytes));
    }
    Memory record = new Memory(stream == 0 ? 1 : Math.max(1, bytes));
    records.add(record);
    library.bench_record(bench, stream, record, layout.beats(), cycles);
  }

  /** Runs to the last output and the cycles after it, or to a violation. */
  Recording toEnd(Progress progress) {
    long[] status = new long[3 + 4 * streams.count()];
    long start = System.nanoTime();
    int outcome = library.bench_reset(bench);
    long chunk = CHUNK;
    long time = start;
    while (outcome == RUNNING) {
      outcome = library.bench_run(bench, chunk);
      long before = time;
      time = System.nanoTime();
      chunk = time - before < SHORT_CALL_NANOSECONDS ? 2 * chunk : chunk;
      library.bench_status(bench, status);
      progress.at("simulate", status[status.length - 3], stimulus.vectors());
    }
    long nanoseconds = System.nanoTime() - start;
    library.bench_status(bench, status);
    check(outcome);
    return recording(status, nanoseconds, outcome == VIOLATION);
  }

  /** Runs until a beat has passed, and tells when it did. */
  long untilBeat(int stream, long beat) {
    library.bench_stop_at(bench, stream, beat);
    int outcome = library.bench_reset(bench);
    while (outcome == RUNNING) {
      outcome = library.bench_run(bench, CHUNK);
    }
    check(outcome);
    long[] status = new long[3 + 4 * streams.count()];
    library.bench_status(bench, status);
    return outcome == STOPPED ? status[0] - 1 : status[0];
  }

  /** Runs up to a cycle and writes the waveform of the last ones. */
  void trace(Path file, long from, long to) {
    check(library.bench_trace(bench, file.toString(), from, to));
    int outcome = library.bench_reset(bench);
    for (long left = to + 1; outcome == RUNNING && left > 0; left -= CHUNK) {
      outcome = library.bench_run(bench, Math.min(left, CHUNK));
    }
    check(outcome);
  }

  private Recording recording(long[] status, long nanoseconds, boolean violated) {
    List<Recording.Output> outputs = new ArrayList<>();
    for (int i = 1; i < streams.count(); i++) {
      BeatLayout layout = streams.layout(i);
      int bytes = Math.toIntExact(status[3 + 4 * i] * layout.beatBytes());
      int vectors = Math.toIntExact(status[4 + 4 * i]);
      outputs.add(
          new Recording.Output(
              streams.name(i),
              layout,
              records.get(i).getByteArray(0, bytes),
              vectors,
              lastCycles.get(i).getLongArray(0, vectors)));
    }
    int entered = Math.toIntExact(status[4]);
    Recording.Input in = new Recording.Input(firstCycles.getLongArray(0, entered), entered);
    return new Recording(
        in,
        outputs,
        status[0],
        nanoseconds,
        violated ? Optional.of(violation(status)) : Optional.empty());
  }

  private StreamViolation violation(long[] status) {
    StreamRule rule = StreamRule.values()[(int) status[1]];
    if (rule != StreamRule.DEADLOCK) {
      return new StreamViolation(rule, streams.name((int) status[2]), status[0], "");
    }
    List<StreamState> states = new ArrayList<>();
    for (int i = 0; i < streams.count(); i++) {
      int at = 3 + 4 * i;
      long expected = (long) stimulus.vectors() * streams.layout(i).beats();
      states.add(
          new StreamState(
              streams.name(i), status[at], expected, status[at + 2] != 0, status[at + 3] != 0));
    }
    return StreamViolation.deadlock(states, status[0]);
  }

  private void check(int outcome) {
    if (outcome == FAILED) {
      throw new SimulationException("simulation failed: " + library.bench_error(bench));
    }
  }

  @Override
  public void close() {
    library.bench_destroy(bench);
    input.close();
    firstCycles.close();
    records.forEach(Memory::close);
    lastCycles.forEach(Memory::close);
  }
}
