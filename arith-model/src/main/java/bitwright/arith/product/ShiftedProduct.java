package bitwright.arith.product;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A product of significands, shifted by the sum of the exponents.
 *
 * <p>An integer is all significand and a power of two all exponent, so this covers every pair of
 * formats. The sign is not applied but handed on: to the bits of the row by an exclusive or that
 * their reader absorbs, and as a carry.
 *
 * @param a a format
 * @param b a format
 * @param strategy how the shift is divided
 * @param absorb the most nets of a bit of the row
 */
record ShiftedProduct(Format a, Format b, ShiftStrategy strategy, int absorb)
    implements ProductStructure {

  /** The greatest shift of a product of two formats. */
  static int greatestShift(Format a, Format b) {
    NetlistBuilder builder = new NetlistBuilder();
    Placement placement = new Placement(builder);
    int shift = 0;
    for (Format format : List.of(a, b)) {
      List<Net> code = builder.input("code", format.bits());
      shift += Operand.decode(format, code, placement).shift().greatest();
    }
    return shift;
  }

  @Override
  public ProductRow row(Placement placement, List<Net> codeA, List<Net> codeB) {
    placement.role("w");
    Operand x = Operand.decode(a, codeA, placement);
    placement.role("x");
    Operand y = Operand.decode(b, codeB, placement);
    placement.role("sign");
    Optional<Expression> sign = differ(x.negative(), y.negative()).map(placement::literal);
    int limit = absorb - (sign.isPresent() ? 1 : 0);
    placement.role("significand");
    Significand significand = Significand.product(x, y, placement);
    placement.role("shift");
    ShiftAmount amount = strategy.amount(x.shift(), y.shift(), placement);
    if (amount.greatest() > 0 && x.significand().size() > 1 && y.significand().size() > 1) {
      placement.role("significand");
      significand = significand.placed(placement);
    }
    Shifter shifter = new Shifter(placement, strategy, limit, significand, amount);
    int width = width(significand, amount);
    List<Expression> bits = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      placement.role("bit", k);
      Expression bit = placement.within(limit, shifter.output(k));
      bits.add(sign.map(bit::xor).orElse(bit));
    }
    Expression top =
        significand.signed()
            ? placement.literal(significand.bits().get(significand.bits().size() - 1))
            : Expression.ZERO;
    return placement.aligned(bits, sign.map(top::xor).orElse(top), sign.orElse(Expression.ZERO));
  }

  /** The bits below the sign of the shifted significand. */
  private int width(Significand significand, ShiftAmount amount) {
    IntegerRange range = ProductStructure.range(a, b);
    BigInteger magnitude = range.min().abs().max(range.max().abs());
    int least = Math.max(1, magnitude.bitLength());
    int most = significand.bits().size() - (significand.signed() ? 1 : 0) + amount.greatest();
    return significand.signed() ? most : Math.min(least, most);
  }

  private static Optional<Expression> differ(Optional<Expression> a, Optional<Expression> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().xor(b.get())) : a.or(() -> b);
  }
}
