package bitwright.cost.folding;

import bitwright.arith.plan.StreamShape;
import bitwright.cost.Resources;
import java.util.List;

/**
 * A layer built in one way, with all of its estimate that does not depend on its neighbours.
 *
 * @param choice how it is built
 * @param units its units, forks and stream ends, without converters and queues before it
 * @param cycles cycles per feature map
 * @param fmaxMHz the clock that its slowest path allows, rounded down
 * @param delay cycles of its pipeline
 * @param inputs the streams that come in
 * @param outputElements codes per beat of the stream that goes out
 */
record Candidate(
    Choice choice,
    Resources units,
    int cycles,
    int fmaxMHz,
    int delay,
    List<StreamShape> inputs,
    int outputElements) {

  /** Frames per second of this layer alone, at its own clock. */
  long framesPerSecond() {
    return fmaxMHz * 1_000_000L / cycles;
  }
}
