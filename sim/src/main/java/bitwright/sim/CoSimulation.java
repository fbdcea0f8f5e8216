package bitwright.sim;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.golden.Evaluation;
import bitwright.hw.Accelerator;
import bitwright.sim.stream.Bench;
import bitwright.sim.stream.Recording;
import bitwright.sim.stream.Stimulus;
import bitwright.sim.stream.StreamMap;
import bitwright.sim.stream.StreamViolation;
import bitwright.sim.tool.SimulationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs an accelerator on a batch and compares every output of every layer with the golden model.
 *
 * <p>Layers inside are read where their stream leaves the matrix-vector unit, the last one where it
 * leaves the chip.
 */
public final class CoSimulation {

  /** Cycles of waveform on each side of a divergence. */
  private static final int AROUND = 50;

  /** Cycles of waveform at most where there is no divergence. */
  private static final long FIRST_CYCLES = 5_000;

  private final Accelerator accelerator;
  private final Evaluation golden;
  private final SimulationOptions options;
  private final Bench bench;
  private final Stimulus stimulus;

  private CoSimulation(Accelerator accelerator, Evaluation golden, SimulationOptions options) {
    this.accelerator = accelerator;
    this.golden = golden;
    this.options = options;
    bench = options.simulator().bench(accelerator, options.progress());
    stimulus = stimulus(golden.inputs(), options.stall());
  }

  /**
   * Verifies an accelerator.
   *
   * @param accelerator what was generated
   * @param golden the golden model's evaluation of the batch to simulate, of at least one vector
   * @param options how
   * @throws bitwright.sim.tool.ToolMissingException if the simulator is not installed
   * @throws bitwright.sim.tool.SimulationException if the design cannot be built or run
   */
  public static VerificationReport verify(
      Accelerator accelerator, Evaluation golden, SimulationOptions options) {
    if (golden.vectors() < 1) {
      throw new IllegalArgumentException("a batch has at least one vector");
    }
    return new CoSimulation(accelerator, golden, options).verify();
  }

  private VerificationReport verify() {
    Recording recording = bench.run(stimulus, options.progress());
    Observation observed = new Observation(accelerator.plan(), recording);
    Optional<StreamViolation> violation = recording.violation().or(observed::padding);
    Comparison comparison = Comparison.of(accelerator.plan().layers(), golden, observed);
    Optional<Divergence> divergence = comparison.first().map(d -> locate(comparison, observed, d));
    Optional<Timing> timing =
        violation.isEmpty() ? Optional.of(timing(recording)) : Optional.empty();
    return new VerificationReport(
        options,
        golden.vectors(),
        comparison.layers(),
        timing,
        recording.cycles(),
        recording.nanoseconds() * 1e-9,
        divergence,
        violation,
        waveform(divergence, violation),
        observed.evaluation(golden.inputs()));
  }

  private Divergence locate(
      Comparison comparison, Observation observed, Comparison.Difference difference) {
    Recording.Output stream = observed.stream(difference.layer());
    long beat =
        (long) difference.vector() * stream.layout().beats()
            + difference.channel() / stream.layout().elements();
    long cycle = bench.cycleOf(stimulus, observed.streamNumber(difference.layer()), beat);
    return comparison.divergence(difference, cycle);
  }

  private Optional<Path> waveform(
      Optional<Divergence> divergence, Optional<StreamViolation> violation) {
    Optional<Long> centre =
        divergence.map(Divergence::cycle).or(() -> violation.map(StreamViolation::cycle));
    if (options.waveforms().isEmpty() || centre.isEmpty() && !options.trace()) {
      return Optional.empty();
    }
    Path folder = options.waveforms().get();
    try {
      Files.createDirectories(folder);
    } catch (IOException problem) {
      throw new SimulationException(
          "the folder %s for waveforms cannot be made: %s".formatted(folder, problem.getMessage()),
          problem);
    }
    Path file = folder.resolve(accelerator.top());
    long from = centre.map(c -> c - AROUND).orElse(0L);
    long to = centre.map(c -> c + AROUND).orElse(FIRST_CYCLES);
    return Optional.of(bench.trace(stimulus, file, from, to, options.progress()));
  }

  private Timing timing(Recording recording) {
    int least = Timing.leastVectors(accelerator.plan().layers().size());
    if (options.stall() == 0 && golden.vectors() >= least) {
      return Timing.of(recording);
    }
    CodeMatrix inputs = golden.inputs();
    int[] codes = new int[least * inputs.width()];
    for (int v = 0; v < least; v++) {
      int[] vector = inputs.vector(v % inputs.vectors());
      System.arraycopy(vector, 0, codes, v * inputs.width(), inputs.width());
    }
    CodeMatrix repeated = new CodeMatrix(inputs.format(), least, inputs.width(), codes);
    return Timing.of(bench.run(stimulus(repeated, 0), options.progress()));
  }

  private Stimulus stimulus(CodeMatrix inputs, double stall) {
    return Stimulus.of(StreamMap.of(accelerator).input(), inputs, stall, options.seed());
  }
}
