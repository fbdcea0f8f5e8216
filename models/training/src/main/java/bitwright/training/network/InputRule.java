package bitwright.training.network;

/**
 * How pixels become the first codes: {@code quantizer(gain · pixel − offset)}.
 *
 * @param gain factor on pixels in [0, 1]
 * @param offset what is subtracted then
 * @param quantizer the quantizer of the first layer's input
 */
public record InputRule(float gain, float offset, ActivationRule quantizer) {

  /** Pixels taken as they are. */
  public static InputRule plain(ActivationRule quantizer) {
    return new InputRule(1, 0, quantizer);
  }

  /** Quantizes {@code pixels} in place. */
  public void apply(float[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixels[i] * gain - offset;
    }
    quantizer.apply(pixels);
  }
}
