package bitwright.arith.step;

import bitwright.arith.format.Format;
import java.math.BigInteger;
import java.util.List;

/**
 * From exact accumulators to the next layer's codes: one step function per output channel.
 *
 * @param output the format of the codes
 * @param channels one step function per channel (row), each with {@code output.levels().count() −
 *     1} thresholds
 */
public record Requantizer(Format output, List<StepFunction> channels) {

  /** Checks the number of thresholds of every channel. */
  public Requantizer {
    channels = List.copyOf(channels);
    int thresholds = output.levels().count() - 1;
    for (StepFunction channel : channels) {
      if (channel.count() != thresholds) {
        throw new IllegalArgumentException(
            "a step function into %s has %d thresholds, not %d"
                .formatted(output.name(), thresholds, channel.count()));
      }
    }
  }

  /** The code of an accumulator of a channel. */
  public int code(int channel, long accumulator) {
    return output.levels().code(channels.get(channel).rank(accumulator));
  }

  /** The code of an accumulator of a channel. */
  public int code(int channel, BigInteger accumulator) {
    return output.levels().code(channels.get(channel).rank(accumulator));
  }
}
