package bitwright.hw.operator;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.mux;

import bitwright.arith.format.IntegerRange;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Signed;
import java.math.BigInteger;

/**
 * An exact integer in hardware: its bits, and the range it provably stays in. The bits are two's
 * complement if the range has negative values and unsigned otherwise, and there are exactly {@code
 * range.bits()} of them.
 *
 * <p>Worked example: the product of an int4 (−8 … 7) and a uint4 (0 … 15) has the range −120 … 105
 * and 8 bits; a sum of four of them −480 … 420 and 10 bits.
 *
 * @param bits the bits
 * @param range every value that can occur
 */
public record Ranged(Bits bits, IntegerRange range) {

  /** Checks the width. */
  public Ranged {
    if (bits.width() != range.bits()) {
      throw new IllegalArgumentException(
          "%d bits do not match the range %s".formatted(bits.width(), range));
    }
  }

  /**
   * The number whose two's complement form starts with these bits; they hold at least the bits of
   * the range.
   */
  public static Ranged of(Signed value, IntegerRange range) {
    return new Ranged(
        value.extend(Math.max(value.width(), range.bits())).bits().low(range.bits()), range);
  }

  /** An unsigned number known to lie in a range without negative values. */
  public static Ranged of(Bits value, IntegerRange range) {
    return new Ranged(value.extend(Math.max(value.width(), range.bits())).low(range.bits()), range);
  }

  /** The number as two's complement, one bit wider if it was unsigned. */
  public Signed signed() {
    return range.signed() ? bits.asSigned() : bits.toSigned();
  }

  /** The number modulo 2^width: extended as its sign demands, or cut. */
  public Bits modulo(int width) {
    if (width <= bits.width()) {
      return bits.low(width);
    }
    return extended(bits, width);
  }

  /** The exact sum. */
  public Ranged plus(Ranged other) {
    IntegerRange sum = range.plus(other.range);
    int width = sum.bits();
    return new Ranged(modulo(width).plus(other.modulo(width)).low(width), sum);
  }

  /**
   * The opposite where {@code negative} holds: bits inverted by the sign, and the sign added as
   * carry.
   */
  public Ranged negatedIf(Flag negative) {
    IntegerRange opposite = new IntegerRange(range.max().negate(), range.min().negate());
    IntegerRange both = range.union(opposite);
    int width = both.bits();
    Bits flipped = modulo(width).xor(negative.repeat(width));
    return new Ranged(flipped.plus(negative.bits()).low(width).named("negated"), both);
  }

  /**
   * The number times 2^places.
   *
   * @param places the amount
   * @param most the greatest amount that occurs
   */
  public Ranged shiftLeft(Bits places, int most) {
    BigInteger scale = BigInteger.ONE.shiftLeft(most);
    IntegerRange scaled = range.union(range.times(new IntegerRange(scale, scale)));
    int width = scaled.bits();
    return new Ranged(shifted(places, most, width), scaled);
  }

  /** One stage per bit of the amount; no stage is wider than what it can hold. */
  private Bits shifted(Bits places, int most, int width) {
    int useful = Math.min(places.width(), Integer.SIZE - Integer.numberOfLeadingZeros(most));
    Bits value = bits;
    for (int stage = 0; stage < useful; stage++) {
      int move = 1 << stage;
      int wider = Math.min(width, value.width() + move);
      Bits kept = extended(value, wider);
      Bits moved =
          move < wider
              ? value.low(Math.min(value.width(), wider - move)).shiftLeft(move)
              : kept.type().constant(0);
      value = mux(places.bit(stage), moved, kept).named("shifted_" + stage);
    }
    return extended(value, width);
  }

  private Bits extended(Bits value, int width) {
    return range.signed() ? value.asSigned().extend(width).bits() : value.extend(width);
  }

  /** The same number, one enabled clock later. */
  public Ranged delayedBy(String name, Flag enable) {
    return new Ranged(delayed(name, bits, enable), range);
  }
}
