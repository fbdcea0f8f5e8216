package bitwright.cost.primitive;

import bitwright.cost.Family;

/** Left shifts by a variable amount. */
public final class Shifter {
  private static final String NAME = "shifter";

  private Shifter() {}

  /**
   * A number times 2<sup>0 … most</sup>, sign extended: the cheapest of some forms.
   *
   * <p>At once: bit i of the result chooses among the bits i − s of the number for every amount s.
   * With d of them distinct (those above the number are its sign, those below are 0) it is a
   * multiplexer of d data and ⌈log2(most + 1)⌉ selects, {@link Luts#chain} of both; where every
   * source is the sign, it is the sign.
   *
   * <p>In stages: the lowest two bits of the amount (in LUT4 the lowest one) shift first, which
   * makes the number longer by three (by one), and the rest of the amount shifts that, in steps
   * four times (twice) as large, at once or in stages.
   *
   * <p>Example: 9 bits signed by 0 … 3 is 11 LUT6. By 0 … 16 it is 12 for the first stage and 33
   * for the second, whose bits see up to three bits of the number, the sign and three selects.
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
    int once = once(family, value, signed, 1, most, value + most);
    int stages = stages(family, value, signed, 1, most, value + most);
    return once <= stages ? shifter.luts("bits", once) : shifter.luts("stages", stages);
  }

  /**
   * Shifts at once.
   *
   * @param step the weight of an amount of 1
   * @param most the greatest amount
   * @param width bits of the result
   */
  private static int once(Family family, int value, boolean signed, int step, int most, int width) {
    int selects = Luts.ceilLog2(most + 1);
    int luts = 0;
    for (int i = 0; i < width; i++) {
      int sources = 0;
      boolean above = false;
      for (int amount = 0; amount <= most; amount++) {
        int from = i - amount * step;
        int last = signed ? value - 2 : value - 1;
        sources += from >= 0 && from <= last ? 1 : 0;
        above |= signed && from > last;
      }
      boolean alone = sources == 0 && i - most * step >= 0;
      luts += alone ? 0 : Luts.chain(family, Math.max(1, sources + (above ? 1 : 0)) + selects);
    }
    return luts;
  }

  private static int stages(
      Family family, int value, boolean signed, int step, int most, int width) {
    int low = family.lutInputs() == 6 ? 4 : 2;
    if (most < low) {
      return once(family, value, signed, step, most, width);
    }
    int longer = Math.min(width, value + (low - 1) * step);
    int first = once(family, value, signed, step, low - 1, longer);
    int rest = most / low;
    int then =
        Math.min(
            once(family, longer, signed, low * step, rest, width),
            stages(family, longer, signed, low * step, rest, width));
    return first + then;
  }
}
