package bitwright.arith.product;

import bitwright.arith.fabric.CarryBit;
import java.util.ArrayList;
import java.util.List;

/**
 * The product of two significands.
 *
 * <p>One bit masks the other factor. Up to six bits in all, every bit of the product is a table.
 * Four by four bits take eleven look-up tables ({@link FourByFour}). All else adds the rows of ANDs
 * one after the other on carry chains, the first two rows at once; the last row of a signed factor
 * is subtracted.
 *
 * @param bits the bits of the product, the lowest first
 * @param signed whether they are in two's complement
 */
record Significand(List<Expression> bits, boolean signed) {

  Significand {
    bits = List.copyOf(bits);
  }

  static Significand product(Operand a, Operand b, Placement placement) {
    List<Expression> x = a.significand();
    List<Expression> y = b.significand();
    if (!b.signed() && y.size() == 1) {
      return mask(x, a.signed(), y.get(0), placement);
    }
    if (!a.signed() && x.size() == 1) {
      return mask(y, b.signed(), x.get(0), placement);
    }
    boolean signed = a.signed() || b.signed();
    if (x.size() + y.size() <= Placement.TABLE) {
      return new Significand(table(a, b, placement), signed);
    }
    List<Expression> p = placement.literals(x);
    List<Expression> q = placement.literals(y);
    if (!signed && x.size() == 4 && y.size() == 4) {
      return new Significand(FourByFour.product(p, q, placement), false);
    }
    boolean swap = b.signed() && !a.signed() || a.signed() == b.signed() && x.size() < y.size();
    List<Expression> bits =
        swap
            ? rows(q, b.signed(), p, a.signed(), placement)
            : rows(p, a.signed(), q, b.signed(), placement);
    return new Significand(bits, signed);
  }

  /** The same bits, each a net: many readers share them. */
  Significand placed(Placement placement) {
    return new Significand(placement.literals(bits), signed);
  }

  private static Significand mask(
      List<Expression> bits, boolean signed, Expression mask, Placement placement) {
    List<Expression> masked = new ArrayList<>();
    for (Expression bit : bits) {
      masked.add(placement.fit(Placement.TABLE, List.of(bit, mask), row -> row == 3));
    }
    return new Significand(masked, signed);
  }

  private static List<Expression> table(Operand a, Operand b, Placement placement) {
    int m = a.significand().size();
    int n = b.significand().size();
    List<Expression> bits = new ArrayList<>();
    for (int k = 0; k < m + n; k++) {
      int bit = k;
      placement.role("significand", k);
      int low = Math.min(m, k + 1);
      int other = Math.min(n, k + 1);
      List<Expression> parts = new ArrayList<>(a.significand().subList(0, low));
      parts.addAll(b.significand().subList(0, other));
      bits.add(
          placement.fit(
              Placement.TABLE,
              parts,
              row -> {
                int u = value(row & (1 << low) - 1, low, a.signed() && low == m);
                int v = value(row >> low, other, b.signed() && other == n);
                return (u * v >> bit & 1) == 1;
              }));
    }
    return bits;
  }

  private static int value(int bits, int width, boolean signed) {
    return signed && bits >> (width - 1) == 1 ? bits - (1 << width) : bits;
  }

  /** Sum of {@code x · y_j · 2^j}; x is signed wherever y is. */
  private static List<Expression> rows(
      List<Expression> x,
      boolean xSigned,
      List<Expression> y,
      boolean ySigned,
      Placement placement) {
    List<Expression> sum = row(x, y.get(0), false);
    for (int j = 1; j < y.size(); j++) {
      boolean minus = ySigned && j == y.size() - 1;
      placement.role("row" + j);
      sum = plus(sum, row(x, y.get(j), minus), j, xSigned, minus, placement);
    }
    return sum;
  }

  private static List<Expression> row(List<Expression> x, Expression by, boolean minus) {
    return x.stream().map(bit -> minus ? bit.and(by).not() : bit.and(by)).toList();
  }

  /** The sum of a number and a row that starts at a column; one bit more than the longer. */
  private static List<Expression> plus(
      List<Expression> sum,
      List<Expression> row,
      int column,
      boolean signed,
      boolean one,
      Placement placement) {
    List<CarryBit> positions = new ArrayList<>();
    int end = column + row.size() + (signed ? 1 : 0);
    for (int k = column; k < end; k++) {
      positions.add(Placement.add(at(sum, k, signed), at(row, k - column, signed)));
    }
    List<Expression> sums = placement.chain(one, positions);
    List<Expression> bits = new ArrayList<>(sum.subList(0, column));
    bits.addAll(signed ? sums.subList(0, positions.size()) : sums);
    return bits;
  }

  private static Expression at(List<Expression> number, int k, boolean signed) {
    if (k < number.size()) {
      return number.get(k);
    }
    return signed ? number.get(number.size() - 1) : Expression.ZERO;
  }
}
