package bitwright.sim;

import bitwright.sim.stream.Progress;
import bitwright.sim.stream.StallSequence;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How to simulate.
 *
 * @param simulator with what
 * @param stall the probability, in each cycle and on both sides, of a pause: 0 to {@value
 *     StallSequence#MAX_PROBABILITY}
 * @param seed of the pauses and of undefined initial states
 * @param waveforms the folder that is given a waveform of the cycles around a divergence, if any
 * @param trace whether to leave a waveform of the first cycles even without a divergence
 * @param progress is told how far it has come
 */
public record SimulationOptions(
    Simulator simulator,
    double stall,
    long seed,
    Optional<Path> waveforms,
    boolean trace,
    Progress progress) {

  /** Verilator, no pauses, seed 1, no waveforms. */
  public static final SimulationOptions DEFAULT =
      new SimulationOptions(Simulator.VERILATOR, 0, 1, Optional.empty(), false, Progress.NONE);

  /** Checks the probability. */
  public SimulationOptions {
    StallSequence.of(stall, seed, 0);
  }

  /** The same with another simulator. */
  public SimulationOptions with(Simulator other) {
    return new SimulationOptions(other, stall, seed, waveforms, trace, progress);
  }

  /** The same with pauses. */
  public SimulationOptions withStall(double probability, long newSeed) {
    return new SimulationOptions(simulator, probability, newSeed, waveforms, trace, progress);
  }

  /** The same with waveforms of divergences. */
  public SimulationOptions withWaveforms(Path folder) {
    return new SimulationOptions(simulator, stall, seed, Optional.of(folder), trace, progress);
  }

  /** The same with a waveform in any case. */
  public SimulationOptions withTrace(Path folder) {
    return new SimulationOptions(simulator, stall, seed, Optional.of(folder), true, progress);
  }

  /** The same with a listener. */
  public SimulationOptions withProgress(Progress listener) {
    return new SimulationOptions(simulator, stall, seed, waveforms, trace, listener);
  }
}
