package bitwright.explore.job;

import java.util.List;

/**
 * The estimated cost of a design on its target.
 *
 * @param target the target
 * @param lut look-up tables
 * @param ff flip-flops
 * @param carry carry cells
 * @param bram36 block memories of 36 Kbit
 * @param dsp DSP slices
 * @param cycles cycles per inference
 * @param fmaxMHz the estimated clock
 * @param framesPerSecond at that clock
 * @param fits whether the device has enough of everything
 * @param rough whether a layer is unrolled, of which estimates are rough
 * @param layers layer by layer
 */
public record Price(
    Target target,
    int lut,
    int ff,
    int carry,
    double bram36,
    int dsp,
    int cycles,
    int fmaxMHz,
    long framesPerSecond,
    boolean fits,
    boolean rough,
    List<LayerPrice> layers) {

  /** Keeps an unmodifiable copy. */
  public Price {
    layers = List.copyOf(layers);
  }

  /**
   * The estimated cost of a layer.
   *
   * @param name its name
   * @param weights the format of its weights, or a dash
   * @param activations the format of what enters
   * @param lut look-up tables
   * @param ff flip-flops
   * @param bram36 block memories of 36 Kbit
   * @param dsp DSP slices
   * @param cycles cycles per inference
   */
  public record LayerPrice(
      String name,
      String weights,
      String activations,
      int lut,
      int ff,
      double bram36,
      int dsp,
      int cycles) {}
}
