package bitwright.arith.product;

import java.util.ArrayList;
import java.util.List;

/**
 * How a shift is divided between tables of its own and the reader of the product.
 *
 * @param chained whether two shift amounts are added by a carry chain rather than by tables
 * @param radices the digits of the shift, the lowest first, that have a level of multiplexers each;
 *     the remaining, highest digit is chosen by the reader
 * @param selection how the reader chooses where the highest digit and the data it chooses from are
 *     too many nets
 */
record ShiftStrategy(boolean chained, List<Integer> radices, Selection selection) {

  /** The greatest shift for which a digit of radix 3 can pay. */
  private static final int MOST_BY_THREE = 5;

  /** The most values of the digit that is left to the reader. */
  private static final int MOST_CHOICES = 16;

  /** What prepares a choice that reads too many nets. */
  enum Selection {
    /** One net for each value of the digit. */
    ONE_HOT,
    /** The data two digits apart in one net, and one net for each window of three digits. */
    WINDOW
  }

  ShiftStrategy {
    radices = List.copyOf(radices);
  }

  /** Every strategy for a shift of at most this much. */
  static List<ShiftStrategy> all(int greatest) {
    List<ShiftStrategy> all = new ArrayList<>();
    List<List<Integer>> splits =
        List.of(
            List.of(),
            List.of(2),
            List.of(3),
            List.of(4),
            List.of(4, 2),
            List.of(4, 4),
            List.of(4, 4, 2),
            List.of(4, 4, 4));
    for (List<Integer> radices : splits) {
      int weight = radices.stream().reduce(1, (a, b) -> a * b);
      if (weight > Math.max(greatest, 1) || greatest / weight > MOST_CHOICES) {
        continue;
      }
      for (Selection selection : Selection.values()) {
        for (boolean chained : new boolean[] {false, true}) {
          if (radices.contains(3) && (chained || greatest > MOST_BY_THREE)) {
            continue;
          }
          all.add(new ShiftStrategy(chained, radices, selection));
        }
      }
    }
    return all;
  }

  /** The sum of two shifts, such that every digit of it can be had. */
  ShiftAmount amount(ShiftAmount x, ShiftAmount y, Placement placement) {
    if (x.parts().isEmpty() || y.parts().isEmpty()) {
      ShiftAmount one = x.parts().isEmpty() ? y : x;
      return one.isTable() && !chained ? one.exact() : one;
    }
    ShiftAmount both = x.beside(y);
    return both.isTable() && !chained ? both : x.chained(y, placement);
  }
}
