package bitwright.cost.primitive;

import bitwright.cost.Resources;
import java.util.stream.IntStream;

/** Left shifts by a variable amount. */
public final class Shifter {

  private Shifter() {}

  /**
   * A number times 2<sup>0 … most</sup>, sign extended: the cheaper of two forms.
   *
   * <p>Bit by bit: bit i of the result chooses among the bits i − s of the number for every amount
   * s. With d of them distinct (those above the number are its sign) it is a multiplexer of d data
   * and ⌈log2(most + 1)⌉ selects, {@link Luts#chain} of both; where every source is the sign, it is
   * the sign.
   *
   * <p>In stages: two bits of the amount at a time choose one of four, a LUT6 per bit of a number
   * that grows by three times the weight of the stage.
   *
   * <p>Example: 9 bits signed by 0 … 3 is 11 LUTs, by 0 … 28 the stages' 12 + 24 + 37 = 73.
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
    int bits =
        IntStream.range(0, value + most).map(i -> bit(i, value, signed, most, selects)).sum();
    return Resources.luts(Math.min(bits, stages(value, most, selects)));
  }

  private static int stages(int value, int most, int selects) {
    int luts = 0;
    int width = value;
    for (int select = 0; select < selects; select += 2) {
      int amount = (select + 1 < selects ? 3 : 1) << select;
      width = Math.min(width + amount, value + most);
      luts += width;
    }
    return luts;
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
