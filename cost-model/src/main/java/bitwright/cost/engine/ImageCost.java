package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.cost.Family;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Product;
import bitwright.cost.primitive.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The image of a code times a constant.
 *
 * <p>Codes of at most six bits select from a {@link Table}; longer ones are decoded and multiplied
 * with the constant. Bits of the result that are always 0 or 1, or always equal to another, need no
 * register.
 *
 * @param logic what computes it
 * @param range the values it takes
 * @param zeros low bits that are always 0
 * @param kept bits that differ from each other and from constants
 */
record ImageCost(Primitive logic, IntegerRange range, int zeros, int kept) {
  private static final int TABLE_BITS = 6;

  static ImageCost of(Family family, Format format, BigInteger multiplier) {
    IntegerRange range =
        IntegerRange.of(format.levels().min(), format.levels().max())
            .times(IntegerRange.of(multiplier, multiplier));
    int zeros = Math.max(0, multiplier.getLowestSetBit());
    if (format.bits() > TABLE_BITS) {
      Primitive product = Product.byConstant(family, multiplier.shiftRight(zeros), format);
      return new ImageCost(product, range, zeros, Math.max(0, range.bits() - zeros));
    }
    List<BigInteger> entries = new ArrayList<>();
    BigInteger modulus = BigInteger.ONE.shiftLeft(range.bits());
    BigInteger any = BigInteger.ZERO;
    for (int code = 0; code < format.codes(); code++) {
      BigInteger image = format.isNumber(code) ? format.image(code) : BigInteger.ZERO;
      BigInteger entry = image.multiply(multiplier).mod(modulus);
      entries.add(entry);
      any = any.or(entry);
    }
    Primitive table = Table.of(family, entries, range.bits());
    return new ImageCost(
        table, range, Math.max(0, any.getLowestSetBit()), columns(entries, range.bits()));
  }

  /** Low bits of the image of a code times a constant that are always 0. */
  static int zeros(Format format, BigInteger multiplier) {
    BigInteger any = BigInteger.ZERO;
    for (int code = 0; code < format.codes(); code++) {
      any = format.isNumber(code) ? any.or(format.image(code)) : any;
    }
    return Math.max(0, any.multiply(multiplier).getLowestSetBit());
  }

  private static int columns(List<BigInteger> entries, int bits) {
    Set<BigInteger> columns = new HashSet<>();
    for (int bit = 0; bit < bits; bit++) {
      BigInteger column = BigInteger.ZERO;
      for (BigInteger entry : entries) {
        column = column.shiftLeft(1).or(entry.testBit(bit) ? BigInteger.ONE : BigInteger.ZERO);
      }
      columns.add(column);
    }
    columns.remove(BigInteger.ZERO);
    columns.remove(BigInteger.ONE.shiftLeft(entries.size()).subtract(BigInteger.ONE));
    return columns.size();
  }
}
