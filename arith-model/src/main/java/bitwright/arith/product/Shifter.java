package bitwright.arith.product;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A significand shifted left, the last step as expressions that the reader absorbs.
 *
 * <p>Levels of multiplexers shift by the low digits of the amount; output k then takes, at the
 * value Q of the highest digit, bit {@code k + offset − weight·Q} of the last level, which for most
 * outputs leaves one or two bits to choose from. Where those and the digit are no more nets than
 * the reader absorbs, nothing more is built.
 */
final class Shifter {
  private final Placement placement;
  private final ShiftStrategy strategy;
  private final int limit;
  private final boolean signed;
  private final int offset;
  private final List<Expression> last;
  private final List<Expression> selects;
  private final int weight;
  private final int values;

  /**
   * Builds the levels.
   *
   * @param limit the most nets of an output
   */
  Shifter(
      Placement placement,
      ShiftStrategy strategy,
      int limit,
      Significand significand,
      ShiftAmount amount) {
    this.placement = placement;
    this.strategy = strategy;
    this.limit = limit;
    signed = significand.signed();
    boolean binary = amount.isBinary() && !strategy.radices().contains(3);
    offset = binary ? amount.offset() : 0;
    List<Expression> level = significand.bits();
    int unit = 1;
    for (int radix : strategy.radices()) {
      placement.role("by" + unit + "_select");
      level = level(level, digit(amount, binary, unit, radix), radix, unit);
      unit *= radix;
    }
    last = level;
    weight = unit;
    placement.role("by" + unit + "_select");
    values = (amount.greatest() + offset) / unit + 1;
    selects = digit(amount, binary, unit, values);
  }

  private List<Expression> digit(ShiftAmount amount, boolean binary, int unit, int radix) {
    int bits = radix <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(radix - 1);
    return placement.selects(
        binary
            ? amount.slice(Integer.numberOfTrailingZeros(unit), bits)
            : amount.tabled(unit, radix, bits));
  }

  private List<Expression> level(
      List<Expression> data, List<Expression> selects, int radix, int unit) {
    List<Expression> shifted = new ArrayList<>();
    for (int k = 0; k < data.size() + (radix - 1) * unit; k++) {
      placement.role("by" + unit, k);
      List<Expression> leaves = new ArrayList<>();
      for (int digit = 0; digit < radix; digit++) {
        leaves.add(at(data, k - digit * unit));
      }
      shifted.add(placement.choose(selects, leaves));
    }
    return shifted;
  }

  private Expression at(List<Expression> data, int k) {
    if (k < 0 || k >= data.size() && !signed) {
      return Expression.ZERO;
    }
    return data.get(Math.min(k, data.size() - 1));
  }

  /** Bit k of the shifted significand, of at most as many nets as the limit. */
  Expression output(int k) {
    int column = k + offset;
    List<Expression> leaves = new ArrayList<>();
    for (int q = 0; q < values; q++) {
      leaves.add(at(last, column - weight * q));
    }
    boolean unsigned = !signed && selects.size() > 1;
    boolean windows = unsigned && strategy.selection() == ShiftStrategy.Selection.WINDOW;
    if (fits(selects, leaves) && !(windows && last.size() > column % weight + 2 * weight)) {
      return direct(selects, leaves);
    }
    Expression prepared = windows ? window(column) : unsigned ? oneHot(leaves) : null;
    if (prepared != null) {
      return prepared;
    }
    return placement.within(limit, placement.choose(selects, leaves));
  }

  /** Whether a choice reads few enough nets once every part of it is one net. */
  private boolean fits(List<Expression> select, List<Expression> leaves) {
    List<Expression> parts = new ArrayList<>(select);
    parts.addAll(leaves);
    long literals = parts.stream().filter(part -> part.size() > 0).distinct().count();
    return Math.min(literals, Expression.union(parts).size()) <= limit;
  }

  private Expression direct(List<Expression> select, List<Expression> leaves) {
    List<Expression> distinct = new ArrayList<>(leaves.stream().distinct().toList());
    List<Expression> parts = new ArrayList<>(select);
    parts.addAll(distinct);
    int mask = (1 << select.size()) - 1;
    return placement.fit(
        limit,
        parts,
        row -> {
          int q = row & mask;
          int leaf = q < leaves.size() ? distinct.indexOf(leaves.get(q)) : -1;
          return leaf >= 0 && (row >> select.size() + leaf & 1) == 1;
        });
  }

  private Expression oneHot(List<Expression> leaves) {
    List<Expression> parts = new ArrayList<>();
    for (int q = 0; q < leaves.size(); q++) {
      if (!leaves.get(q).equals(Expression.ZERO)) {
        parts.add(leaves.get(q));
        int value = q;
        parts.add(placement.literal(decode(Collections.singleton(value)::contains)));
      }
    }
    if (parts.size() > limit) {
      return null;
    }
    return placement.fit(limit, parts, row -> (row & row >> 1 & 0x55555555) != 0);
  }

  private Expression decode(java.util.function.IntPredicate included) {
    List<Expression> leaves = new ArrayList<>();
    for (int q = 0; q < 1 << selects.size(); q++) {
      leaves.add(included.test(q) ? Expression.ONE : Expression.ZERO);
    }
    return placement.choose(selects, leaves);
  }

  /**
   * Digits G and G − 2 differ in bit 1 and share one net; digit G − 1 differs from them in bit 0.
   */
  private Expression window(int column) {
    int group = column / weight;
    int place = column % weight;
    if (last.size() > place + 3 * weight) {
      return null;
    }
    boolean odd = (group >> 1 & 1) == 1;
    Expression own = at(last, place);
    Expression far = at(last, place + 2 * weight);
    Expression even =
        placement.literal(
            placement.fit(
                Placement.TABLE - 1,
                List.of(selects.get(1), own, far),
                row -> (row >> ((row & 1) == 1 == odd ? 1 : 2) & 1) == 1));
    Expression near = at(last, place + weight);
    if (selects.size() == 2) {
      return limit < 4
          ? null
          : placement.fit(
              limit,
              List.of(even, near, selects.get(0), selects.get(1)),
              row -> {
                int d = group - (row >> 2);
                return d >= 0 && d <= 2 && (row >> (d == 1 ? 1 : 0) & 1) == 1;
              });
    }
    Expression inside = placement.literal(decode(q -> q <= group && q >= group - 2));
    return limit < 4
        ? null
        : placement.fit(
            limit,
            List.of(even, near, selects.get(0), inside),
            row -> {
              boolean second = ((row >> 2 & 1) == 1) != ((group & 1) == 1);
              return (row >> 3 & 1) == 1 && (row >> (second ? 1 : 0) & 1) == 1;
            });
  }
}
