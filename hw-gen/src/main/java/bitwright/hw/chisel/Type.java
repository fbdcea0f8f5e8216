package bitwright.hw.chisel;

import chisel3.Data;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * The kind and width of a signal, for example {@code Type.bits(4)} or {@code Type.signed(28)}.
 *
 * <p>Constants are checked: {@code Type.signed(3).constant(4)} is an error, since three bits hold
 * −4 … 3.
 *
 * @param <T> the signal class it describes
 */
public final class Type<T extends Value> {
  private final String kind;
  private final int width;
  private final Function<Data, T> wrap;

  private Type(String kind, int width, Function<Data, T> wrap) {
    if (width < 1) {
      throw Caller.error("%s %d: a signal needs at least one bit", kind, width);
    }
    this.kind = kind;
    this.width = width;
    this.wrap = wrap;
  }

  /** An unsigned number or bit vector of {@code width} bits: 0 … 2^width − 1. */
  public static Type<Bits> bits(int width) {
    return new Type<>("bits", width, data -> new Bits((chisel3.UInt) data));
  }

  /** A two's complement number of {@code width} bits: −2^(width−1) … 2^(width−1) − 1. */
  public static Type<Signed> signed(int width) {
    return new Type<>("signed", width, data -> new Signed((chisel3.SInt) data));
  }

  /** One truth value. */
  public static Type<Flag> flag() {
    return new Type<>("flag", 1, data -> new Flag((chisel3.Bool) data));
  }

  /** The number of bits. */
  public int width() {
    return width;
  }

  /** A constant of this type; fails when it does not fit. */
  public T constant(BigInteger value) {
    boolean signed = kind.equals("signed");
    boolean fits =
        signed ? value.bitLength() < width : value.signum() >= 0 && value.bitLength() <= width;
    if (!fits) {
      throw Caller.error("the constant %s does not fit in %s", value, this);
    }
    return wrap(Native.literal(kind, value, width));
  }

  /** A constant of this type; fails when it does not fit. */
  public T constant(long value) {
    return constant(BigInteger.valueOf(value));
  }

  T wrap(Data data) {
    return wrap.apply(data);
  }

  Data fresh() {
    return Native.type(kind, width);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Type<?> type && kind.equals(type.kind) && width == type.width;
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + width;
  }

  /** Kind and width, for example {@code signed 28}. */
  @Override
  public String toString() {
    return kind.equals("flag") ? kind : kind + " " + width;
  }
}
