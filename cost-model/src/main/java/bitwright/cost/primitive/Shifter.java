package bitwright.cost.primitive;

import bitwright.cost.Family;
import java.util.stream.IntStream;

/** Left shifts by a variable amount. */
public final class Shifter {
  private static final String NAME = "shifter";

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
   * that grows by three times the weight of the stage; one bit at a time in LUT4.
   *
   * <p>Example: 9 bits signed by 0 … 3 is 11 LUT6, by 0 … 28 the stages' 12 + 24 + 37 = 73.
   *
   * @param value bits of the number
   * @param signed whether its top bit is repeated above it
   * @param most the greatest amount
   */
  public static Primitive of(Family family, int value, boolean signed, int most) {
    Primitive shifter = Primitive.of(NAME);
    if (most == 0) {
      return shifter;
    }
    int selects = Luts.ceilLog2(most + 1);
    int bits =
        IntStream.range(0, value + most)
            .map(i -> bit(family, i, value, signed, most, selects))
            .sum();
    int stages = stages(family, value, most, selects);
    return bits <= stages ? shifter.luts("bits", bits) : shifter.luts("stages", stages);
  }

  private static int stages(Family family, int value, int most, int selects) {
    int step = family.lutInputs() == 6 ? 2 : 1;
    int luts = 0;
    int width = value;
    for (int select = 0; select < selects; select += step) {
      int amount = (step == 2 && select + 1 < selects ? 3 : 1) << select;
      width = Math.min(width + amount, value + most);
      luts += width;
    }
    return luts;
  }

  private static int bit(Family family, int i, int value, boolean signed, int most, int selects) {
    int low = i - most;
    int top = value - 1;
    int sources = Math.min(i, top) - Math.max(low, 0) + 1;
    if (signed && low >= top) {
      return 0;
    }
    return Luts.chain(family, Math.max(sources, 1) + selects);
  }
}
