package bitwright.hw.delivery;

/**
 * What an accelerator is expected to need and to reach, for its data sheet.
 *
 * @param device the device it was estimated for
 * @param lut look-up tables
 * @param ff flip-flops
 * @param bram36 block memories of 36 Kbit
 * @param dsp multipliers
 * @param clockMHz the clock in MHz
 * @param framesPerSecond frames per second at that clock
 */
public record ResourceEstimate(
    String device, int lut, int ff, double bram36, int dsp, int clockMHz, long framesPerSecond) {}
