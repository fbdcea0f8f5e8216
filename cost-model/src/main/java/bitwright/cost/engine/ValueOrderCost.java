package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.Levels;
import bitwright.cost.Family;
import bitwright.cost.primitive.Luts;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Rom;
import bitwright.cost.primitive.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Keys in the order of values from codes, and codes from keys. */
final class ValueOrderCost {
  private static final int TABLE_ENTRIES = 64;

  private ValueOrderCost() {}

  /**
   * Both directions. Integers and bipolar codes are keys but for inverted bits. Sign and magnitude
   * take a LUT per bit below the sign each way, and where there are two zeros the sign depends on
   * all bits. Other formats go through tables of ranks.
   */
  static Primitive of(Family family, Format format) {
    int bits = format.bits();
    int sign = 1 << (bits - 1);
    if (ordered(format, c -> c) || ordered(format, c -> c ^ sign)) {
      return Primitive.of("value order");
    }
    if (bits > 1 && ordered(format, c -> (c & sign) != 0 ? ~c & (2 * sign - 1) : c | sign)) {
      boolean zeros = isZero(format, 0) && isZero(format, sign);
      return Primitive.of("value order")
          .luts("bits", 2 * (bits - 1) + (zeros ? 2 * Luts.chain(family, bits) : 0));
    }
    Levels levels = format.levels();
    List<BigInteger> ranks = new ArrayList<>();
    for (int code = 0; code < format.codes(); code++) {
      ranks.add(BigInteger.valueOf(Math.max(0, levels.rank(code))));
    }
    List<BigInteger> codes = new ArrayList<>();
    for (int rank = 0; rank < levels.count(); rank++) {
      codes.add(BigInteger.valueOf(levels.code(rank)));
    }
    return Primitive.of("value order")
        .with("tables", table(family, ranks, bits))
        .with("tables", table(family, codes, bits));
  }

  private static Primitive table(Family family, List<BigInteger> entries, int bits) {
    return entries.size() <= TABLE_ENTRIES
        ? Table.of(family, entries, bits)
        : Primitive.of("").luts("", new Rom(family, entries).tables().luts());
  }

  private static boolean isZero(Format format, int code) {
    return format.isNumber(code) && format.image(code).signum() == 0;
  }

  private static boolean ordered(Format format, IntUnaryOperator key) {
    List<Integer> numbers = new ArrayList<>();
    for (int code = 0; code < format.codes(); code++) {
      if (format.isNumber(code)) {
        numbers.add(code);
      }
    }
    numbers.sort((a, b) -> Integer.compare(key.applyAsInt(a), key.applyAsInt(b)));
    for (int i = 1; i < numbers.size(); i++) {
      if (format.image(numbers.get(i - 1)).compareTo(format.image(numbers.get(i))) > 0) {
        return false;
      }
    }
    return true;
  }
}
