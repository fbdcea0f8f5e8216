package bitwright.cost.primitive;

import bitwright.cost.Resources;
import java.util.stream.IntStream;

/** Left shifts by a variable amount. */
public final class Shifter {

  private Shifter() {}

  /**
   * A number times 2<sup>0 … most</sup>, sign extended.
   *
   * <p>Bit i of the result chooses among the bits i − s of the number for every amount s: with d of
   * them distinct (those above the number are its sign) the bit is a multiplexer of d data and
   * ⌈log2(most + 1)⌉ selects, {@link Luts#chain} of both. A bit with one source that no amount
   * masks is that source.
   *
   * @param value bits of the number
   * @param signed whether its top bit is repeated above it
   * @param most the greatest amount
   */
  public static Resources of(int value, boolean signed, int most) {
    if (most == 0) {
      return Resources.NONE;
    }
    int selects = Luts.ceilLog2(most + 1);
    return Resources.luts(
        IntStream.range(0, value + most).map(i -> bit(i, value, signed, most, selects)).sum());
  }

  private static int bit(int i, int value, boolean signed, int most, int selects) {
    int low = i - most;
    int top = value - 1;
    int sources = Math.min(i, top) - Math.max(low, 0) + 1;
    if (signed && low >= top) {
      return 0;
    }
    return Luts.chain(Math.max(sources, 1) + selects);
  }
}
