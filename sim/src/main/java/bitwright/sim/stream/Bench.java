package bitwright.sim.stream;

import java.nio.file.Path;

/** An accelerator made ready to be simulated, any number of times. */
public interface Bench {

  /**
   * Runs a stimulus from reset to the last output.
   *
   * @param progress is told the number of vectors done, under the stage {@code simulate}
   */
  Recording run(Stimulus stimulus, Progress progress);

  /**
   * The cycle in which a beat passes.
   *
   * @param stream its number in the {@link StreamMap}
   * @param beat its number in the stream, from 0
   */
  long cycleOf(Stimulus stimulus, int stream, long beat);

  /**
   * Runs a stimulus again and leaves a waveform of some cycles.
   *
   * @param path the file without its extension; its folder exists
   * @param from the first cycle
   * @param to the last cycle
   * @return the file, with the extension of its format
   */
  Path trace(Stimulus stimulus, Path path, long from, long to, Progress progress);
}
