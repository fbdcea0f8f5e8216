package bitwright.cost.folding;

import java.util.OptionalInt;

/**
 * A rate to be met.
 *
 * @param framesPerSecond at least so many; 0 if any will do
 * @param clock in MHz, which every layer's slowest path must allow; if absent, the clock is the one
 *     that the slowest path of all allows
 */
record Rate(long framesPerSecond, OptionalInt clock) {

  /** A number of frames per second, in words. */
  static String words(long framesPerSecond) {
    return "%,d frame%s per second".formatted(framesPerSecond, framesPerSecond == 1 ? "" : "s");
  }

  /** Whether a layer may be part of an accelerator that meets the rate. */
  boolean isMet(Candidate layer) {
    int mhz = clock.orElse(layer.fmaxMHz());
    return mhz <= layer.fmaxMHz() && layer.cycles() <= mostCycles(mhz);
  }

  /** Whether an accelerator meets the rate. */
  boolean isMet(QuickEstimate estimate) {
    int mhz = clockMHz(estimate);
    return mhz <= estimate.fmaxMHz() && estimate.cyclesPerInference() <= mostCycles(mhz);
  }

  /** The clock of an accelerator. */
  int clockMHz(QuickEstimate estimate) {
    return clock.orElse(estimate.fmaxMHz());
  }

  /** The cycles per inference with which a clock still meets the rate. */
  int mostCycles(int mhz) {
    return framesPerSecond == 0
        ? Integer.MAX_VALUE
        : (int) Math.min(Integer.MAX_VALUE, mhz * 1_000_000L / framesPerSecond);
  }
}
