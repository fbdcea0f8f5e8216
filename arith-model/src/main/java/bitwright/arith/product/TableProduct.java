package bitwright.arith.product;

import bitwright.arith.fabric.Net;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A product whose every bit is a table of the codes, sign bits apart: at most six bits.
 *
 * @param a a format
 * @param b a format
 * @param absorb the most nets of a bit of the row
 */
record TableProduct(Format a, Format b, int absorb) implements ProductStructure {

  static boolean covers(Format a, Format b) {
    return magnitudeBits(a) + magnitudeBits(b) <= Placement.TABLE;
  }

  private static boolean hasSign(Format format) {
    return format instanceof PowerOfTwoFormat
        || format instanceof MinifloatFormat minifloat && minifloat.signed();
  }

  private static int magnitudeBits(Format format) {
    return format.bits() - (hasSign(format) ? 1 : 0);
  }

  @Override
  public ProductRow row(Placement placement, List<Net> codeA, List<Net> codeB) {
    int bitsA = magnitudeBits(a);
    int bitsB = magnitudeBits(b);
    List<Expression> inputs = new ArrayList<>(Expression.of(codeA.subList(0, bitsA)));
    inputs.addAll(Expression.of(codeB.subList(0, bitsB)));
    BigInteger[] products = new BigInteger[1 << inputs.size()];
    BigInteger min = BigInteger.ZERO;
    BigInteger max = BigInteger.ZERO;
    for (int row = 0; row < products.length; row++) {
      BigInteger product = image(a, row & (1 << bitsA) - 1).multiply(image(b, row >> bitsA));
      products[row] = product;
      min = min.min(product);
      max = max.max(product);
    }
    placement.role("sign");
    Optional<Expression> sign = Optional.ofNullable(sign(codeA, codeB)).map(placement::literal);
    int limit = absorb - (sign.isPresent() ? 1 : 0);
    IntegerRange range = IntegerRange.of(min, max);
    List<Expression> bits = new ArrayList<>();
    for (int k = 0; k < range.signedBits(); k++) {
      int column = k;
      placement.role("bit", k);
      Expression magnitude = Expression.of(inputs, row -> products[row].testBit(column));
      Expression bit = placement.within(limit, magnitude);
      bits.add(sign.map(bit::xor).orElse(bit));
    }
    Expression top = bits.remove(bits.size() - 1);
    return placement.aligned(bits, top, sign.orElse(Expression.ZERO));
  }

  private static BigInteger image(Format format, int code) {
    return format.isNumber(code) ? format.image(code) : BigInteger.ZERO;
  }

  /** The exclusive or of the sign bits, or null if neither format has one. */
  private Expression sign(List<Net> codeA, List<Net> codeB) {
    Expression x = hasSign(a) ? Expression.of(codeA.get(a.bits() - 1)) : null;
    Expression y = hasSign(b) ? Expression.of(codeB.get(b.bits() - 1)) : null;
    return x == null ? y : y == null ? x : x.xor(y);
  }
}
