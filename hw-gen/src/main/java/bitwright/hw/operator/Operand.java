package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.pack;

import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.WithZeroFormat;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A code taken apart for multiplication: {@code image = (−1)^negative · significand · 2^exponent}.
 * Integers are all significand, in two's complement; powers of two are all exponent.
 *
 * <p>Worked example: the {@code e2m1} code {@code 1 11 1} is negative, has significand 3 (the
 * hidden one over the mantissa) and exponent 2, that is −12 units of one half.
 *
 * @param negative the sign, if it stands apart from the significand
 * @param significand an integer; empty means 1
 * @param exponent the left shift; empty means 0
 * @param greatestExponent the greatest left shift
 */
record Operand(
    Optional<Flag> negative,
    Optional<Ranged> significand,
    Optional<Bits> exponent,
    int greatestExponent) {

  /**
   * Decodes a code of a format; codes that are not numbers give some value.
   *
   * @param name how the names of its signals begin
   */
  static Operand decode(Format format, Bits code, String name) {
    if (format instanceof MinifloatFormat minifloat) {
      return decode(minifloat, code, name);
    }
    if (format instanceof PowerOfTwoFormat power) {
      return decode(power, code, name);
    }
    if (format instanceof WithZeroFormat more) {
      Operand base = decode(more.base(), code.low(more.base().bits()), name);
      return base.onlyIf(code.bit(more.base().bits()).not());
    }
    IntegerRange range = IntegerRange.of(format.levels().min(), format.levels().max());
    return integer(new Ranged(format instanceof BipolarFormat ? bipolar(code) : code, range));
  }

  /** The operand where a condition holds, else zero. */
  private Operand onlyIf(Flag condition) {
    Ranged kept =
        significand
            .map(
                s -> new Ranged(s.bits().onlyIf(condition), s.range().union(IntegerRange.of(0, 0))))
            .orElseGet(() -> new Ranged(condition.bits(), IntegerRange.of(0, 1)));
    return new Operand(negative, Optional.of(kept), exponent, greatestExponent);
  }

  /** The image. */
  Ranged value() {
    Ranged magnitude =
        significand.orElseGet(
            () -> new Ranged(Bits.constant(BigInteger.ONE), IntegerRange.of(1, 1)));
    Ranged signed = negative.map(magnitude::negatedIf).orElse(magnitude);
    return exponent.map(e -> signed.shiftLeft(e, greatestExponent)).orElse(signed);
  }

  private static Operand integer(Ranged value) {
    return new Operand(Optional.empty(), Optional.of(value), Optional.empty(), 0);
  }

  /** 2u − (2^n − 1) = 2·(u − 2^(n−1)) + 1: the top bit inverted, and a one below. */
  private static Bits bipolar(Bits code) {
    int top = code.width() - 1;
    Bits sign = code.bit(top).not().bits();
    Bits one = Flag.constant(true).bits();
    return top == 0 ? sign.above(one) : pack(List.of(one, code.low(top), sign));
  }

  private static Operand decode(MinifloatFormat format, Bits code, String name) {
    int x = format.exponentBits();
    int y = format.mantissaBits();
    Bits field = code.slice(x + y - 1, y);
    Flag normal = field.any().named(name + "_normal");
    Bits significand = y == 0 ? normal.bits() : normal.bits().above(code.low(y));
    int greatest = Math.max((format.maxMagnitudeCode() >> y) - 1, 0);
    return new Operand(
        format.signed() ? Optional.of(code.bit(x + y)) : Optional.empty(),
        Optional.of(new Ranged(significand, IntegerRange.of(0, (1L << (y + 1)) - 1))),
        greatest == 0 ? Optional.empty() : Optional.of(less(field, normal, name)),
        greatest);
  }

  /** The exponent field counts from 1 where there is a hidden one, and subnormals shift by 0. */
  private static Bits less(Bits field, Flag one, String name) {
    return field.minus(one.bits()).bits().low(field.width()).named(name + "_exponent");
  }

  private static Operand decode(PowerOfTwoFormat format, Bits code, String name) {
    Bits field = code.low(code.width() - 1);
    Optional<Flag> negative = Optional.of(code.bit(code.width() - 1));
    if (!format.withZero()) {
      return new Operand(negative, Optional.empty(), Optional.of(field), format.maxExponent());
    }
    Flag nonzero = field.any().named(name + "_nonzero");
    Ranged significand = new Ranged(nonzero.bits(), IntegerRange.of(0, 1));
    int greatest = format.maxExponent();
    return new Operand(
        negative,
        Optional.of(significand),
        greatest == 0 ? Optional.empty() : Optional.of(less(field, nonzero, name)),
        greatest);
  }
}
