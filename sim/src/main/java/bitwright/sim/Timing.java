package bitwright.sim;

import bitwright.sim.stream.Recording;
import java.util.Arrays;

/**
 * What a run without pauses says about speed.
 *
 * @param cyclesPerInference the median interval between the last beats of consecutive vectors, in
 *     the second half of the run
 * @param constant whether all those intervals are equal
 * @param latencyCycles from the first input beat of the first vector to its last output beat, both
 *     included
 */
public record Timing(long cyclesPerInference, boolean constant, long latencyCycles) {

  /** Vectors that a run must have at least: the pipeline is full in its second half. */
  static int leastVectors(int layers) {
    return 8 + 4 * layers;
  }

  /** The timing of a complete recording of two vectors or more. */
  static Timing of(Recording recording) {
    long[] ends = recording.last().lastCycles();
    long latency = ends[0] - recording.input().firstCycles()[0] + 1;
    int from = ends.length / 2;
    long[] intervals = new long[ends.length - from];
    for (int i = 0; i < intervals.length; i++) {
      intervals[i] = ends[from + i] - ends[from + i - 1];
    }
    Arrays.sort(intervals);
    long median = intervals[intervals.length / 2];
    return new Timing(median, intervals[0] == intervals[intervals.length - 1], latency);
  }
}
