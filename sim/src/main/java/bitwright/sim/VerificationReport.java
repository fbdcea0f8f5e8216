package bitwright.sim;

import bitwright.arith.golden.Evaluation;
import bitwright.sim.stream.StreamViolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a co-simulation found.
 *
 * @param options how it was done
 * @param vectors the size of the batch
 * @param layers one entry per layer, in order
 * @param timing cycles per inference and latency, from a run without pauses; empty if the hardware
 *     did not come to the end
 * @param simulatedCycles cycles of the compared run
 * @param seconds the time that these cycles took, without the build
 * @param divergence the first difference, if any
 * @param violation the breach of a stream's rules that ended the run, if any
 * @param waveform the waveform that was left, if any
 * @param rtl what the hardware computed, for as many vectors as left it whole; where the last layer
 *     requantizes it holds no accumulators
 */
public record VerificationReport(
    SimulationOptions options,
    int vectors,
    List<LayerReport> layers,
    Optional<Timing> timing,
    long simulatedCycles,
    double seconds,
    Optional<Divergence> divergence,
    Optional<StreamViolation> violation,
    Optional<Path> waveform,
    Evaluation rtl) {

  /** Keeps an unmodifiable copy. */
  public VerificationReport {
    layers = List.copyOf(layers);
  }

  /** Codes compared, over all layers. */
  public long compared() {
    return layers.stream().mapToLong(LayerReport::compared).sum();
  }

  /** Differences, over all layers. */
  public long mismatches() {
    return layers.stream().mapToLong(LayerReport::mismatches).sum();
  }

  /** Whether every code of every vector was compared, none differs, and no rule was broken. */
  public boolean passed() {
    long expected =
        layers.stream()
            .mapToLong(l -> (long) vectors * l.plan().layer().outputShape().elements())
            .sum();
    return violation.isEmpty() && mismatches() == 0 && compared() == expected;
  }

  /** Simulated cycles per second. */
  public double cyclesPerSecond() {
    return simulatedCycles / seconds;
  }

  /** The class that the hardware gives a vector; empty if its outputs are missing or no numbers. */
  public OptionalInt rtlClass(int vector) {
    if (vector >= rtl.vectors()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(rtl.argMax(vector));
    } catch (IllegalArgumentException notANumber) {
      return OptionalInt.empty();
    }
  }
}
