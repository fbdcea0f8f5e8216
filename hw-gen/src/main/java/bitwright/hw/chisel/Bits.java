package bitwright.hw.chisel;

import chisel3.UInt;
import java.math.BigInteger;

/**
 * An unsigned number or a plain vector of bits.
 *
 * <p>Worked example: {@code a} of 4 bits, {@code b} of 6 bits: {@code a.plus(b)} has 7 bits, {@code
 * a.times(b)} 10, {@code a.minus(b)} is {@link Signed} of 7, {@code a.plus(b).low(6)} drops the
 * carry.
 */
public final class Bits extends Value {
  private final UInt uint;

  Bits(UInt uint) {
    super(uint);
    this.uint = uint;
  }

  UInt uint() {
    return uint;
  }

  @Override
  public Type<Bits> type() {
    return Type.bits(width());
  }

  /** Names the signal in the Verilog. */
  public Bits named(String name) {
    name(name);
    return this;
  }

  /** Drives this register, wire or port. */
  public void set(Bits value) {
    assign(value);
  }

  /** Exact sum, max(widths) + 1 bits. */
  public Bits plus(Bits other) {
    return new Bits(uint.do_$plus$amp(other.uint, Caller.here()));
  }

  /** Exact sum with a carry in, max(widths) + 1 bits. */
  public Bits plus(Bits other, Flag carry) {
    int width = Math.max(width(), other.width()) + 1;
    UInt sum = uint.do_$plus$amp(other.uint, Caller.here());
    return new Bits(sum.do_$plus$percent(carry.bits().uint, Caller.here())).low(width);
  }

  /** Exact difference, max(widths) + 1 bits. */
  public Signed minus(Bits other) {
    return new Signed(uint.do_$minus$amp(other.uint, Caller.here()).do_asSInt(Caller.here()));
  }

  /** Exact product, sum of the widths. */
  public Bits times(Bits other) {
    return new Bits(uint.do_$times(other.uint, Caller.here()));
  }

  /** Times 2^places, width + places bits. */
  public Bits shiftLeft(int places) {
    return places == 0 ? this : new Bits(uint.do_$less$less(places, Caller.here()));
  }

  /**
   * Times 2^places, in {@code width} bits: the caller promises that the result fits for every
   * amount that occurs.
   *
   * @param places the amount
   * @param width width of the result, at least the width of this
   */
  public Bits shiftLeft(Bits places, int width) {
    Bits shifted = extend(width);
    for (int stage = 0; stage < places.width(); stage++) {
      Bits moved =
          1 << stage < width
              ? shifted.low(width - (1 << stage)).shiftLeft(1 << stage)
              : shifted.type().constant(0);
      shifted = Logic.mux(places.bit(stage), moved, shifted).named("shifted_" + stage);
    }
    return shifted;
  }

  /** Bits {@code high} down to {@code low}, both included. */
  public Bits slice(int high, int low) {
    checkIndex(this, high, low);
    return high - low + 1 == width() ? this : new Bits(uint.do_apply(high, low, Caller.here()));
  }

  /** The {@code width} least significant bits: the value modulo 2^width. */
  public Bits low(int width) {
    return slice(width - 1, 0);
  }

  /** One bit, 0 being the least significant. */
  public Flag bit(int index) {
    checkIndex(this, index, index);
    return new Flag(uint.do_apply(index, Caller.here()));
  }

  /** The same number in more bits. */
  public Bits extend(int width) {
    checkWidth(width, width(), this);
    return width == width() ? this : Type.bits(width - width()).constant(0).above(this);
  }

  /** This above {@code lower}: sum of the widths. */
  public Bits above(Bits lower) {
    return new Bits(uint.do_$hash$hash(lower.uint, Caller.here()));
  }

  /** Bitwise and of equal widths. */
  public Bits and(Bits other) {
    checkSame(other);
    return new Bits(uint.do_$amp(other.uint, Caller.here()));
  }

  /** Bitwise or of equal widths. */
  public Bits or(Bits other) {
    checkSame(other);
    return new Bits(uint.do_$bar(other.uint, Caller.here()));
  }

  /** Bitwise exclusive or of equal widths. */
  public Bits xor(Bits other) {
    checkSame(other);
    return new Bits(uint.do_$up(other.uint, Caller.here()));
  }

  /** Every bit inverted. */
  public Bits not() {
    return new Bits(uint.do_unary_$tilde(Caller.here()));
  }

  /** This where {@code condition} holds, else 0. */
  public Bits onlyIf(Flag condition) {
    return and(condition.repeat(width()));
  }

  /** All bits 0. */
  public Flag isZero() {
    return any().not();
  }

  /** Some bit 1. */
  public Flag any() {
    return new Flag(uint.do_orR(Caller.here()));
  }

  /** All bits 1. */
  public Flag all() {
    return new Flag(uint.do_andR(Caller.here()));
  }

  /** Equal to a constant. */
  public Flag is(long value) {
    return is(type().constant(value));
  }

  /** Equal as numbers. */
  public Flag is(Bits other) {
    return new Flag(uint.do_$eq$eq$eq(other.uint, Caller.here()));
  }

  /** Greater than or equal, as unsigned numbers. */
  public Flag atLeast(Bits other) {
    return new Flag(uint.do_$greater$eq(other.uint, Caller.here()));
  }

  /** Less, as unsigned numbers. */
  public Flag lessThan(Bits other) {
    return new Flag(uint.do_$less(other.uint, Caller.here()));
  }

  /** The same bits read as two's complement. */
  public Signed asSigned() {
    return new Signed(uint.do_asSInt(Caller.here()));
  }

  /** The same number as {@link Signed}, one bit wider. */
  public Signed toSigned() {
    return new Signed(uint.do_zext(Caller.here()));
  }

  /** A constant whose width is exactly what the value needs (one bit for 0). */
  public static Bits constant(BigInteger value) {
    return Type.bits(Math.max(1, value.bitLength())).constant(value);
  }

  private void checkSame(Bits other) {
    if (width() != other.width()) {
      throw Caller.error("%s and %s differ in width", type(), other.type());
    }
  }
}
