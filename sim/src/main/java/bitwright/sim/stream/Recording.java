package bitwright.sim.stream;

import java.util.List;
import java.util.Optional;

/**
 * What a simulator saw.
 *
 * @param input the cycles of {@code s_axis}
 * @param outputs one per probe, in order, then {@code m_axis}
 * @param cycles simulated cycles after reset
 * @param nanoseconds the time that these cycles took
 * @param violation the breach of a stream's rules that ended the run, if any
 */
public record Recording(
    Input input,
    List<Output> outputs,
    long cycles,
    long nanoseconds,
    Optional<StreamViolation> violation) {

  /**
   * The cycles in which vectors entered.
   *
   * @param firstCycles when the first beat of each vector was taken
   * @param vectors how many vectors entered whole
   */
  public record Input(long[] firstCycles, int vectors) {}

  /**
   * The beats of one stream.
   *
   * @param name the layer's name, or {@code m_axis}
   * @param layout how elements lie in beats
   * @param bytes the packed beats
   * @param vectors how many vectors passed whole
   * @param lastCycles when the last beat of each vector passed
   */
  public record Output(
      String name, BeatLayout layout, byte[] bytes, int vectors, long[] lastCycles) {}

  /** The stream that leaves the accelerator. */
  public Output last() {
    return outputs.get(outputs.size() - 1);
  }
}
