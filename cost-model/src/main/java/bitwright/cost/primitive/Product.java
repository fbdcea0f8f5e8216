package bitwright.cost.primitive;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import bitwright.cost.CostException;
import bitwright.cost.Family;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The product of two codes as an exact integer.
 *
 * <p>Pairs of at most six bits are a {@link Table}. Other operands fall apart into sign,
 * significand and exponent: a {@link Multiplier} for the significands where both have one, a
 * negation, an adder of the exponents where both have one, and a {@link Shifter}. Decoding takes a
 * LUT per bit of an exponent field that may be subnormal: the hidden bit, and the exponent less it.
 */
public final class Product {
  private static final String NAME = "product";
  private static final int TABLE_BITS = 6;
  private static final int LONG_SHIFT = 6;
  private static final int MOST_COMPRESSED = 3;
  private static final double SCATTER = 1.4;

  private Product() {}

  /**
   * An operand as the hardware takes it apart.
   *
   * @param sign whether it has a sign apart from its significand
   * @param significand bits of the significand; 0 if it is always 1
   * @param signed whether the significand is two's complement
   * @param exponent bits of the exponent; 0 if there is none
   * @param most the greatest exponent
   * @param subnormal whether the exponent is the exponent field minus the hidden bit
   */
  private record Operand(
      boolean sign, int significand, boolean signed, int exponent, int most, boolean subnormal) {

    static Operand of(Format format) {
      if (format instanceof MinifloatFormat f) {
        int most = Math.max((f.maxMagnitudeCode() >> f.mantissaBits()) - 1, 0);
        int exponent = most == 0 ? 0 : f.exponentBits();
        return new Operand(f.signed(), f.mantissaBits() + 1, false, exponent, most, true);
      }
      if (format instanceof PowerOfTwoFormat f) {
        int exponent = f.maxExponent() == 0 ? 0 : f.bits() - 1;
        int significand = f.withZero() ? 1 : 0;
        return new Operand(true, significand, false, exponent, f.maxExponent(), f.withZero());
      }
      if (format instanceof IntegerFormat f) {
        return new Operand(false, f.bits(), f.signed(), 0, 0, false);
      }
      if (format instanceof BipolarFormat f) {
        return f.bits() == 1
            ? new Operand(true, 0, false, 0, 0, false)
            : new Operand(false, f.bits() + 1, true, 0, 0, false);
      }
      if (format instanceof TernaryFormat) {
        return new Operand(true, 1, false, 0, 0, false);
      }
      throw new CostException("there is no cost formula for operands of format " + format.name());
    }

    /**
     * The hidden bit, where there is more of a significand, and the exponent field less it: a chain
     * from three bits on.
     */
    Primitive decoder(Family family) {
      return subnormal
          ? Primitive.of(NAME)
              .luts("decoder", exponent + (most > 0 && significand > 1 ? 1 : 0))
              .carries(exponent < 3 ? 0 : family.carries(exponent))
          : Primitive.of(NAME);
    }
  }

  /**
   * The product of two formats, its register not included.
   *
   * <p>In LUT4 tables of five and six inputs decompose, but where a factor has an exponent,
   * synthesis starts from the shifter and finds part of the decomposition: the mean of both, and
   * where shifts go beyond five, 1.4 times the decomposition (16, 26, 29 and 33 LUT4 for 13, 20, 23
   * and 20).
   */
  public static Primitive of(Family family, Format formatA, Format formatB) {
    Operand a = Operand.of(formatA);
    Operand b = Operand.of(formatB);
    int inputs = formatA.bits() + formatB.bits();
    if (inputs > TABLE_BITS) {
      return structure(family, formatA, formatB, a, b);
    }
    Primitive table = table(family, formatA, formatB);
    int most = a.most + b.most;
    if (inputs <= family.lutInputs() || most == 0) {
      return table;
    }
    return most >= LONG_SHIFT
        ? Primitive.of(NAME).luts("long shifts", SCATTER * table.luts())
        : Primitive.of(NAME)
            .luts("shifts", (table.luts() + structure(family, formatA, formatB, a, b).luts()) / 2);
  }

  private static Primitive structure(
      Family family, Format formatA, Format formatB, Operand a, Operand b) {
    Primitive cost = Primitive.of(NAME);
    int bits = a.significand + b.significand;
    boolean signed = a.signed || b.signed;
    if (Math.min(a.significand, b.significand) > 1) {
      cost = cost.plus(Multiplier.of(family, a.significand, a.signed, b.significand, b.signed));
      if (formatA instanceof BipolarFormat || formatB instanceof BipolarFormat) {
        cost = cost.luts("rows", -Math.max(a.significand, b.significand));
      }
    } else {
      bits = Math.max(1, Math.max(a.significand, b.significand));
    }
    if (a.sign || b.sign) {
      boolean multiplied = Math.min(a.significand, b.significand) > 1;
      cost = cost.plus(negation(family, bits, signed, multiplied));
      bits++;
      signed = true;
    }
    cost = cost.plus(a.decoder(family)).plus(b.decoder(family));
    if (a.exponent > 0 && b.exponent > 0) {
      cost = cost.plus(exponentSum(family, a, b));
    }
    return cost.with("shifter", Shifter.of(family, bits, signed, a.most + b.most));
  }

  /** Whether codes of a format are shifted by a part of themselves. */
  public static boolean hasExponent(Format format) {
    return Operand.of(format).most > 0;
  }

  /**
   * The product with a constant, its register not included.
   *
   * <p>Rows of zeros vanish: every one in the constant's significand after the first adds a row, a
   * LUT per bit. The sign of a code becomes a negation where the other operand has a sign apart,
   * and else vanishes, or for negative integers adds one more row. The shift by the constant's
   * exponent is wiring.
   *
   * @param significand the constant's odd factor, with its sign; 0 if the constant is 0
   * @param format the other operand
   */
  public static Primitive byConstant(Family family, BigInteger significand, Format format) {
    Primitive cost = Primitive.of("constant product");
    if (significand.signum() == 0) {
      return cost;
    }
    Operand x = Operand.of(format);
    int bits = Math.max(1, x.significand);
    int rows = significand.abs().bitCount() - 1;
    cost = cost.plus(x.decoder(family)).with("rows", rows(family, bits, rows));
    boolean signed = x.signed || x.sign || significand.signum() < 0;
    if (x.sign) {
      cost = cost.plus(negation(family, bits + rows, false, rows > 0));
    } else if (significand.signum() < 0) {
      cost = cost.luts("negation", bits).carries(family.carries(bits + 1));
    }
    return cost.with("shifter", Shifter.of(family, bits + rows + (signed ? 1 : 0), signed, x.most));
  }

  /**
   * The sum of shifted copies of a number. In LUT4 three or more copies are compressed first: a
   * full adder, two LUTs, for every bit of each copy after the second. Copies beyond the fifth are
   * saved by subtraction.
   *
   * @param more copies after the first
   */
  private static Primitive rows(Family family, int bits, int more) {
    Primitive adder = Adder.of(family, bits + 1, bits + 1, bits + 1);
    if (family.xilinx() || more < 2) {
      return Primitive.of("").with("", adder, more);
    }
    return Primitive.of("")
        .with("", adder)
        .luts("", 1 + 2 * bits * Math.min(more - 1, MOST_COMPRESSED));
  }

  /** The product of formats of up to six bits in all, from its table. */
  private static Primitive table(Family family, Format a, Format b) {
    IntegerRange range =
        IntegerRange.of(a.levels().min(), a.levels().max())
            .times(IntegerRange.of(b.levels().min(), b.levels().max()));
    List<BigInteger> entries = new ArrayList<>();
    for (int codeA = 0; codeA < a.codes(); codeA++) {
      for (int codeB = 0; codeB < b.codes(); codeB++) {
        boolean numbers = a.isNumber(codeA) && b.isNumber(codeB);
        BigInteger product = numbers ? a.image(codeA).multiply(b.image(codeB)) : BigInteger.ZERO;
        entries.add(product.mod(BigInteger.ONE.shiftLeft(range.bits())));
      }
    }
    boolean whole = a.bits() + b.bits() <= family.lutInputs();
    return Primitive.of(NAME)
        .with(whole ? "table" : "functions", Table.of(family, entries, range.bits()));
  }

  /**
   * Bits inverted by the sign, and the sign added: a chain whose propagate signals are one LUT a
   * bit. The lowest bit is the same with either sign.
   *
   * <p>iCE40: the carry cell takes the inverted bits as they stand, so that they are a LUT a bit
   * beside those of the sum and its sign; where they come from a multiplier, its last sum is made
   * anew with either sign instead.
   */
  private static Primitive negation(Family family, int bits, boolean signed, boolean multiplied) {
    Primitive cost = Primitive.of(NAME);
    if (bits == 1 && !signed) {
      return cost;
    }
    if (!family.xilinx() && !multiplied) {
      return cost.luts("signs of codes", 2 * bits + 1).carries(bits);
    }
    return cost.luts("negation", bits - 1).carries(bits < 2 ? 0 : family.carries(bits + 1));
  }

  /** One LUT a bit of the sum while both fields together fit a LUT; else an adder. */
  private static Primitive exponentSum(Family family, Operand a, Operand b) {
    int sum = Luts.ceilLog2(a.most + b.most + 1);
    if (a.exponent + b.exponent <= family.lutInputs()) {
      return Primitive.of(NAME).luts("exponents", sum).carries(sum < 3 ? 0 : family.carries(sum));
    }
    return Primitive.of(NAME).with("exponents", Adder.of(family, a.exponent, b.exponent, sum));
  }
}
