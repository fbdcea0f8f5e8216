package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.lookup;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact image of a code, times a constant.
 *
 * <p>Codes of at most six bits select from a table, one LUT6 per bit. Others are decoded; powers of
 * two among the constants are shifts, other constants partial product rows.
 */
public final class CodeImage {

  private static final int TABLE_BITS = 6;

  private CodeImage() {}

  /**
   * The image of a code times {@code multiplier}; some number, if the code is not one.
   *
   * @param name how the names of its signals begin
   */
  public static Ranged scaled(Format format, Bits code, BigInteger multiplier, String name) {
    IntegerRange factor = IntegerRange.of(multiplier, multiplier);
    IntegerRange range =
        IntegerRange.of(format.levels().min(), format.levels().max()).times(factor);
    if (format.bits() <= TABLE_BITS) {
      return table(format, code, multiplier, range);
    }
    Ranged image = Operand.decode(format, code, name).value();
    if (multiplier.equals(BigInteger.ONE)) {
      return new Ranged(image.modulo(range.bits()), range);
    }
    if (multiplier.signum() > 0 && multiplier.bitCount() == 1) {
      int places = multiplier.getLowestSetBit();
      Bits shifted = image.modulo(range.bits() - places).shiftLeft(places);
      return new Ranged(shifted, range);
    }
    BigInteger modulus = BigInteger.ONE.shiftLeft(factor.bits());
    Bits constant = Type.bits(factor.bits()).constant(multiplier.mod(modulus));
    Ranged product = Multiplier.times(image, new Ranged(constant, factor));
    return new Ranged(product.modulo(range.bits()), range);
  }

  private static Ranged table(Format format, Bits code, BigInteger multiplier, IntegerRange range) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(range.bits());
    List<BigInteger> entries = new ArrayList<>();
    for (int c = 0; c < format.codes(); c++) {
      BigInteger image = format.isNumber(c) ? format.image(c) : BigInteger.ZERO;
      entries.add(image.multiply(multiplier).mod(modulus));
    }
    return new Ranged(lookup(code, Type.bits(range.bits()), entries), range);
  }
}
