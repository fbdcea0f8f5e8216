package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.lookup;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.TernaryFormat;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exact product of the images of two codes, for every pair of formats.
 *
 * <p>Where both codes together have at most six bits, every bit of the product is one LUT6, so the
 * product is a table. Otherwise both operands are decoded to sign, significand and exponent:
 * significands multiply, the sign negates the (still narrow) result, exponents add, and one shift
 * brings the product into the image. Codes that are not numbers give an unspecified product.
 */
public final class Products {

  /** Inputs of one lookup table of the device family. */
  private static final int TABLE_BITS = 6;

  private Products() {}

  /** The range of the product over all pairs of codes. */
  public static IntegerRange range(Format a, Format b) {
    return levelRange(a).times(levelRange(b));
  }

  private static IntegerRange levelRange(Format format) {
    return IntegerRange.of(format.levels().min(), format.levels().max());
  }

  /** The exact product of {@code image(a)} and {@code image(b)}. */
  public static Ranged product(Format formatA, Bits a, Format formatB, Bits b) {
    IntegerRange range = range(formatA, formatB);
    if (formatA.bits() + formatB.bits() <= TABLE_BITS) {
      return table(formatA, a, formatB, b, range);
    }
    if (isSignLike(formatA)) {
      return fit(bySign(formatA, a, Operand.decode(formatB, b, "b")), range);
    }
    if (isSignLike(formatB)) {
      return fit(bySign(formatB, b, Operand.decode(formatA, a, "a")), range);
    }
    return fit(decoded(Operand.decode(formatA, a, "a"), Operand.decode(formatB, b, "b")), range);
  }

  private static boolean isSignLike(Format format) {
    return format instanceof TernaryFormat || format instanceof BipolarFormat b && b.bits() == 1;
  }

  /** A product with ±1 or {−1, 0, +1}: a mask and a conditional negation. */
  private static Ranged bySign(Format format, Bits code, Operand other) {
    Ranged significand = other.significand().orElseGet(Products::one);
    if (format instanceof TernaryFormat) {
      IntegerRange range = significand.range().union(IntegerRange.of(0, 0));
      significand = new Ranged(significand.bits().onlyIf(code.bit(0)), range);
      return finish(significand, other, Optional.of(code.bit(1)));
    }
    return finish(significand, other, Optional.of(code.bit(0).not()));
  }

  private static Ranged finish(Ranged significand, Operand other, Optional<Flag> sign) {
    Ranged negated = significand.negatedIf(differ(sign, other.negative()).orElseThrow());
    return other
        .exponent()
        .map(e -> negated.shiftLeft(e, other.greatestExponent()))
        .orElse(negated);
  }

  private static Ranged decoded(Operand a, Operand b) {
    Ranged x = a.significand().orElseGet(Products::one);
    Ranged y = b.significand().orElseGet(Products::one);
    Ranged significand =
        a.significand().isEmpty() ? y : b.significand().isEmpty() ? x : Multiplier.times(x, y);
    Ranged signed =
        differ(a.negative(), b.negative()).map(significand::negatedIf).orElse(significand);
    if (a.exponent().isPresent() && b.exponent().isPresent()) {
      Bits sum = a.exponent().get().plus(b.exponent().get()).named("exponent");
      return signed.shiftLeft(sum, a.greatestExponent() + b.greatestExponent());
    }
    if (a.exponent().isPresent()) {
      return signed.shiftLeft(a.exponent().get(), a.greatestExponent());
    }
    return b.exponent().map(e -> signed.shiftLeft(e, b.greatestExponent())).orElse(signed);
  }

  private static Optional<Flag> differ(Optional<Flag> a, Optional<Flag> b) {
    return a.isPresent() && b.isPresent()
        ? Optional.of(a.get().xor(b.get()).named("negative"))
        : a.or(() -> b);
  }

  private static Ranged one() {
    return new Ranged(Bits.constant(BigInteger.ONE), IntegerRange.of(1, 1));
  }

  /**
   * The same value in the width of the range over all codes, which may be tighter than interval
   * arithmetic found.
   */
  private static Ranged fit(Ranged value, IntegerRange range) {
    return new Ranged(value.modulo(range.bits()), range);
  }

  private static Ranged table(Format formatA, Bits a, Format formatB, Bits b, IntegerRange range) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(range.bits());
    List<BigInteger> entries = new ArrayList<>();
    for (int codeA = 0; codeA < formatA.codes(); codeA++) {
      for (int codeB = 0; codeB < formatB.codes(); codeB++) {
        boolean numbers = formatA.isNumber(codeA) && formatB.isNumber(codeB);
        BigInteger product =
            numbers ? formatA.image(codeA).multiply(formatB.image(codeB)) : BigInteger.ZERO;
        entries.add(product.mod(modulus));
      }
    }
    return new Ranged(lookup(a.above(b), Type.bits(range.bits()), entries), range);
  }
}
