package bitwright.arith.product;

import bitwright.arith.fabric.Net;
import bitwright.arith.format.BipolarFormat;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.format.MinifloatFormat;
import bitwright.arith.format.PowerOfTwoFormat;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.format.WithZeroFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A code taken apart: {@code image = (−1)^negative · significand · 2^shift}, all of it expressions
 * of the nets of the code. Codes that are not numbers give some value.
 *
 * <p>Worked example: the {@code e2m1} code {@code s e1 e0 m} has the significand bits {@code m} and
 * {@code e1 | e0}, and the shift {@code 2·e1 + (e0 | ~e1) − 1}.
 *
 * @param negative the sign, where it stands apart from the significand
 * @param significand its bits, the lowest first
 * @param signed whether the significand is in two's complement
 * @param shift the left shift
 */
record Operand(
    Optional<Expression> negative,
    List<Expression> significand,
    boolean signed,
    ShiftAmount shift) {

  Operand {
    significand = List.copyOf(significand);
  }

  static Operand decode(Format format, List<Net> code, Placement placement) {
    List<Expression> bits = Expression.of(code);
    int top = bits.size() - 1;
    if (format instanceof MinifloatFormat f) {
      return minifloat(f, bits, placement);
    }
    if (format instanceof PowerOfTwoFormat f) {
      return power(f, bits, placement);
    }
    if (format instanceof TernaryFormat) {
      return new Operand(Optional.of(bits.get(1)), List.of(bits.get(0)), false, ShiftAmount.NONE);
    }
    if (format instanceof WithZeroFormat f) {
      Operand base = decode(f.base(), code.subList(0, top), placement);
      Expression nonzero = bits.get(top).not();
      List<Expression> masked = new ArrayList<>();
      for (Expression bit : base.significand) {
        masked.add(bit.and(nonzero));
      }
      return new Operand(base.negative, masked, base.signed, base.shift);
    }
    if (format instanceof BipolarFormat f && f.bits() == 1) {
      return new Operand(
          Optional.of(bits.get(0).not()), List.of(Expression.ONE), false, ShiftAmount.NONE);
    }
    if (format instanceof BipolarFormat) {
      List<Expression> odd = new ArrayList<>(bits);
      odd.set(top, bits.get(top).not());
      odd.add(0, Expression.ONE);
      return new Operand(Optional.empty(), odd, true, ShiftAmount.NONE);
    }
    boolean signed = format instanceof IntegerFormat f && f.signed();
    return new Operand(Optional.empty(), bits, signed, ShiftAmount.NONE);
  }

  private static Operand minifloat(
      MinifloatFormat format, List<Expression> bits, Placement placement) {
    int x = format.exponentBits();
    int y = format.mantissaBits();
    List<Expression> field = bits.subList(y, y + x);
    Expression normal = any(field, placement);
    List<Expression> significand = new ArrayList<>(bits.subList(0, y));
    significand.add(normal);
    int greatest = Math.max((format.maxMagnitudeCode() >> y) - 1, 0);
    return new Operand(
        format.signed() ? Optional.of(bits.get(x + y)) : Optional.empty(),
        significand,
        false,
        greatest == 0 ? ShiftAmount.NONE : fromOne(field, normal, greatest, placement));
  }

  private static Operand power(
      PowerOfTwoFormat format, List<Expression> bits, Placement placement) {
    List<Expression> field = bits.subList(0, bits.size() - 1);
    Optional<Expression> negative = Optional.of(bits.get(bits.size() - 1));
    int greatest = format.maxExponent();
    if (!format.withZero()) {
      ShiftAmount shift = ShiftAmount.binary(field, 0, greatest);
      return new Operand(negative, List.of(Expression.ONE), false, shift);
    }
    Expression nonzero = any(field, placement);
    ShiftAmount shift =
        greatest == 0 ? ShiftAmount.NONE : fromOne(field, nonzero, greatest, placement);
    return new Operand(negative, List.of(nonzero), false, shift);
  }

  private static Expression any(List<Expression> field, Placement placement) {
    if (field.size() <= Placement.TABLE) {
      return Expression.of(field, row -> row != 0);
    }
    Expression low = placement.placed(any(field.subList(0, Placement.TABLE), placement));
    List<Expression> rest = new ArrayList<>(field.subList(Placement.TABLE, field.size()));
    rest.add(low);
    return Expression.of(rest, row -> row != 0);
  }

  /** A field that counts from 1, where 0 reads as 1 too. */
  private static ShiftAmount fromOne(
      List<Expression> field, Expression any, int greatest, Placement placement) {
    Expression nonzero = placement.within(2, any);
    List<Expression> bits = new ArrayList<>(field);
    bits.set(0, Expression.of(List.of(field.get(0), nonzero), row -> row != 2));
    return ShiftAmount.binary(bits, 1, greatest);
  }
}
