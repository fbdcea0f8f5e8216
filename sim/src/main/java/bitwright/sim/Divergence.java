package bitwright.sim;

import java.math.BigInteger;

/**
 * The first place where hardware and golden model differ, by vector, then by layer, then by
 * channel.
 *
 * @param layer the layer's name
 * @param vector the vector in the batch, from 0
 * @param channel the output channel, from 0
 * @param expected the golden code (an unsigned bit pattern), or the accumulator
 * @param actual the hardware's
 * @param expectedValue the real number that the golden code stands for, before the tensor's scale;
 *     of an accumulator, the output head's affine value
 * @param actualValue the hardware's; NaN if its code stands for no number
 * @param cycle the cycle in which the wrong beat passed
 */
public record Divergence(
    String layer,
    int vector,
    int channel,
    BigInteger expected,
    BigInteger actual,
    double expectedValue,
    double actualValue,
    long cycle) {

  /** One sentence. */
  @Override
  public String toString() {
    return "layer %s, vector %d, channel %d, cycle %d: expected %s (%s), actual %s (%s)"
        .formatted(layer, vector, channel, cycle, expected, expectedValue, actual, actualValue);
  }
}
