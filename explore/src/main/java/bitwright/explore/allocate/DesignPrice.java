package bitwright.explore.allocate;

import java.util.List;

/**
 * What the cost model says of one mixture of formats.
 *
 * @param layers layer by layer
 * @param cyclesPerInference of the whole
 */
record DesignPrice(List<LayerPrice> layers, int cyclesPerInference) {

  /**
   * What one layer takes.
   *
   * @param lut look-up tables
   * @param bram36 block memories of 36 Kbit
   * @param dsp DSP slices
   * @param delay of its slowest path, in ns
   */
  record LayerPrice(double lut, double bram36, double dsp, double delay) {}

  /** Keeps an unmodifiable copy. */
  DesignPrice {
    layers = List.copyOf(layers);
  }

  double lut() {
    return layers.stream().mapToDouble(LayerPrice::lut).sum();
  }

  double bram36() {
    return layers.stream().mapToDouble(LayerPrice::bram36).sum();
  }

  double dsp() {
    return layers.stream().mapToDouble(LayerPrice::dsp).sum();
  }

  long framesPerSecond() {
    double delay = layers.stream().mapToDouble(LayerPrice::delay).max().orElseThrow();
    return framesPerSecond(delay);
  }

  /** Inferences a second if this delay were the longest, as the estimate rounds it. */
  long framesPerSecond(double delay) {
    return (int) (1000 / delay) * 1_000_000L / cyclesPerInference;
  }
}
