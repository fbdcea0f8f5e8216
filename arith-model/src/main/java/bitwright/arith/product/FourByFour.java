package bitwright.arith.product;

import bitwright.arith.fabric.CarryBit;
import java.util.ArrayList;
import java.util.List;

/**
 * The product of two unsigned 4-bit numbers in eleven look-up tables.
 *
 * <p>With b = 4·h + l in two digits and a = 8·t + u: the product is the sum of {@code a·l}, {@code
 * u·h} at column 2 and {@code t·h} at column 5. Bits 0 and 1 of {@code a·l} share a table; bits 3
 * to 5 are one each; its bit 5 and {@code t·h} give three bits R in one table and a half. One carry
 * chain over columns 2 to 7 adds {@code a·l} with R above it and {@code u·h}, whose bits are
 * functions of five nets and so are absorbed by the chain; in column 2 even bit 2 of {@code a·l}
 * is. The top column of R passes the chain without a table.
 */
final class FourByFour {

  private FourByFour() {}

  static List<Expression> product(List<Expression> a, List<Expression> b, Placement placement) {
    List<Expression> low = new ArrayList<>(a);
    low.addAll(b.subList(0, 2));
    List<Expression> first = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      int bit = k;
      first.add(Expression.of(low, row -> ((row & 15) * (row >> 4) >> bit & 1) == 1));
    }
    List<Expression> high = new ArrayList<>(a.subList(0, 3));
    high.addAll(b.subList(2, 4));
    List<Expression> top = List.of(placement.literal(first.get(5)), a.get(3), b.get(2), b.get(3));
    List<Expression> sum = new ArrayList<>();
    sum.add(first.get(2));
    sum.add(placement.literal(first.get(3)));
    sum.add(placement.literal(first.get(4)));
    for (int k = 0; k < 3; k++) {
      int bit = k;
      Expression r =
          Expression.of(top, row -> ((row & 1) + (row >> 1 & 1) * (row >> 2) >> bit & 1) == 1);
      sum.add(placement.literal(r));
    }
    List<CarryBit> positions = new ArrayList<>();
    for (int k = 0; k < sum.size(); k++) {
      int bit = k;
      Expression second = Expression.of(high, row -> ((row & 7) * (row >> 3) >> bit & 1) == 1);
      positions.add(Placement.add(sum.get(k), second));
    }
    List<Expression> bits = new ArrayList<>(first.subList(0, 2));
    bits.addAll(placement.chain(false, positions).subList(0, positions.size()));
    return bits;
  }
}
