package bitwright.cost.folding;

import bitwright.cost.Resources;

/**
 * The estimate of a whole accelerator without its parts.
 *
 * @param total what it needs
 * @param cyclesPerInference cycles between two inferences, exactly
 * @param fmaxMHz the clock that the slowest path allows, rounded down
 */
public record QuickEstimate(Resources total, int cyclesPerInference, int fmaxMHz) {

  /** Inferences per second at {@link #fmaxMHz()}, rounded down. */
  public long framesPerSecond() {
    return framesPerSecond(fmaxMHz);
  }

  /** Inferences per second at another clock, rounded down. */
  public long framesPerSecond(int clockMHz) {
    return clockMHz * 1_000_000L / cyclesPerInference;
  }
}
