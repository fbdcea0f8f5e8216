package bitwright.hw.chisel;

import chisel3.Bool;
import chisel3.util.Fill$;

/** One truth value. */
public final class Flag extends Value {
  private final Bool bool;

  Flag(Bool bool) {
    super(bool);
    this.bool = bool;
  }

  Bool bool() {
    return bool;
  }

  @Override
  public Type<Flag> type() {
    return Type.flag();
  }

  /** Names the signal in the Verilog. */
  public Flag named(String name) {
    name(name);
    return this;
  }

  /** Drives this register, wire or port. */
  public void set(Flag value) {
    assign(value);
  }

  /** Drives this register, wire or port with a constant. */
  public void set(boolean value) {
    assign(constant(value));
  }

  /** True or false. */
  public static Flag constant(boolean value) {
    return new Flag(Native.bool(value));
  }

  /** Both. */
  public Flag and(Flag other) {
    return new Flag(bool.do_$amp$amp(other.bool, Caller.here()));
  }

  /** Either or both. */
  public Flag or(Flag other) {
    return new Flag(bool.do_$bar$bar(other.bool, Caller.here()));
  }

  /** Exactly one. */
  public Flag xor(Flag other) {
    return new Flag(bool.do_$up(other.bool, Caller.here()));
  }

  /** The opposite. */
  public Flag not() {
    return new Flag(bool.do_unary_$bang(Caller.here()));
  }

  /** One bit. */
  public Bits bits() {
    return new Bits(bool.do_asUInt(Caller.here()));
  }

  /** {@code width} copies. */
  public Bits repeat(int width) {
    return width == 1 ? bits() : new Bits(Fill$.MODULE$.do_apply(width, bool, Caller.here()));
  }
}
