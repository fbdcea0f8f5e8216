package bitwright.hw.chisel;

import chisel3.SInt;

/**
 * A two's complement number.
 *
 * <p>Worked example: {@code a} of 4 bits (−8 … 7), {@code b} of 6 bits: {@code a.plus(b)} has 7
 * bits and is exact; {@code a.negate()} has 5 bits, so that 8 fits; {@code a.plus(b).wrap(6)} keeps
 * the low 6 bits.
 */
public final class Signed extends Value {
  private final SInt sint;

  Signed(SInt sint) {
    super(sint);
    this.sint = sint;
  }

  SInt sint() {
    return sint;
  }

  @Override
  public Type<Signed> type() {
    return Type.signed(width());
  }

  /** Names the signal in the Verilog. */
  public Signed named(String name) {
    name(name);
    return this;
  }

  /** Drives this register, wire or port. */
  public void set(Signed value) {
    assign(value);
  }

  /** Exact sum, max(widths) + 1 bits. */
  public Signed plus(Signed other) {
    return new Signed(sint.do_$plus$amp(other.sint, Caller.here()));
  }

  /** Exact difference, max(widths) + 1 bits. */
  public Signed minus(Signed other) {
    return new Signed(sint.do_$minus$amp(other.sint, Caller.here()));
  }

  /** The opposite, width + 1 bits. */
  public Signed negate() {
    return type().constant(0).minus(this);
  }

  /** Times 2^places, width + places bits. */
  public Signed shiftLeft(int places) {
    return places == 0 ? this : new Signed(sint.do_$less$less(places, Caller.here()));
  }

  /** The same number in more bits. */
  public Signed extend(int width) {
    checkWidth(width, width(), this);
    return width == width() ? this : new Signed((SInt) sint.do_pad(width, Caller.here()));
  }

  /**
   * The {@code width} least significant bits read as two's complement; equal to this when it fits.
   */
  public Signed wrap(int width) {
    return width >= width() ? extend(width) : bits().low(width).asSigned();
  }

  /** The bits of the two's complement form. */
  public Bits bits() {
    return new Bits(sint.do_asUInt(Caller.here()));
  }

  /** Less than 0. */
  public Flag isNegative() {
    return new Flag(sint.do_apply(width() - 1, Caller.here()));
  }

  /** Greater than or equal. */
  public Flag atLeast(Signed other) {
    return new Flag(sint.do_$greater$eq(other.sint, Caller.here()));
  }

  /** Less. */
  public Flag lessThan(Signed other) {
    return new Flag(sint.do_$less(other.sint, Caller.here()));
  }

  /** Equal as numbers. */
  public Flag is(Signed other) {
    return new Flag(sint.do_$eq$eq$eq(other.sint, Caller.here()));
  }
}
