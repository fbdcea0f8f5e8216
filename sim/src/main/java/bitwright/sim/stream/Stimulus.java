package bitwright.sim.stream;

import bitwright.arith.dot.CodeMatrix;

/**
 * What is fed to an accelerator, and how.
 *
 * @param layout how the inputs lie in beats
 * @param vectors the number of vectors
 * @param beats the packed inputs
 * @param stall the probability of a pause, on both sides, in each cycle
 * @param seed of the pauses and of undefined initial states
 */
public record Stimulus(BeatLayout layout, int vectors, byte[] beats, double stall, long seed) {

  /** Packs codes. */
  public static Stimulus of(BeatLayout layout, CodeMatrix inputs, double stall, long seed) {
    return new Stimulus(layout, inputs.vectors(), layout.pack(inputs.codes()), stall, seed);
  }

  /** The pauses of the side that feeds. */
  public StallSequence source() {
    return StallSequence.of(stall, seed, 0);
  }

  /** The pauses of the side that takes. */
  public StallSequence sink() {
    return StallSequence.of(stall, seed, 1);
  }

  /** The seed of undefined initial states, 1 to 2^31 − 1. */
  public int randomSeed() {
    return 1 + (int) Long.remainderUnsigned(seed, Integer.MAX_VALUE - 1);
  }
}
