package bitwright.hw.chisel;

import chisel3.Data;
import chisel3.Mux$;
import chisel3.Reg$;
import chisel3.RegInit$;
import chisel3.Wire$;
import chisel3.util.Cat$;
import chisel3.when$;
import chisel3.withClock$;
import chisel3.withClockAndReset$;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import scala.runtime.BoxedUnit;

/**
 * Choices, state, tables and packing, for circuits and for the functions they share (import
 * statically).
 */
public final class Logic {
  private Logic() {}

  /**
   * {@code whenTrue} where the condition holds, else {@code whenFalse}; the wider of both widths.
   */
  public static Bits mux(Flag condition, Bits whenTrue, Bits whenFalse) {
    return new Bits(
        Mux$.MODULE$.do_apply(condition.bool(), whenTrue.uint(), whenFalse.uint(), Caller.here()));
  }

  /**
   * {@code whenTrue} where the condition holds, else {@code whenFalse}; the wider of both widths.
   */
  public static Signed mux(Flag condition, Signed whenTrue, Signed whenFalse) {
    return new Signed(
        Mux$.MODULE$.do_apply(condition.bool(), whenTrue.sint(), whenFalse.sint(), Caller.here()));
  }

  /** {@code whenTrue} where the condition holds, else {@code whenFalse}. */
  public static Flag mux(Flag condition, Flag whenTrue, Flag whenFalse) {
    return new Flag(
        Mux$.MODULE$.do_apply(condition.bool(), whenTrue.bool(), whenFalse.bool(), Caller.here()));
  }

  /** The {@code set}s in the body count only where the condition holds. */
  public static When when(Flag condition, Runnable body) {
    return new When(when$.MODULE$.apply(condition::bool, block(body), Caller.here()));
  }

  static scala.Function0<Object> block(Runnable body) {
    return () -> {
      body.run();
      return BoxedUnit.UNIT;
    };
  }

  /** A named signal that is {@code set} later, on every path. */
  public static <T extends Value> T wire(String name, Type<T> type) {
    return storage(name, type, Wire$.MODULE$.apply(type::fresh, Caller.here()));
  }

  /**
   * A register without reset: it takes the value {@code set} at the rising edge, and keeps it where
   * nothing is.
   */
  public static <T extends Value> T register(String name, Type<T> type) {
    var clock = Circuit.current().clock();
    var here = Caller.here();
    Data data = withClock$.MODULE$.apply(clock, () -> Reg$.MODULE$.apply(type::fresh, here));
    return storage(name, type, data);
  }

  /** A register that the reset sets to {@code initial}. */
  public static <T extends Value> T register(String name, Type<T> type, long initial) {
    var circuit = Circuit.current();
    var clock = circuit.clock();
    var reset = circuit.reset();
    var here = Caller.here();
    Data start = type.constant(initial).data();
    Data data =
        withClockAndReset$.MODULE$.apply(clock, reset, () -> RegInit$.MODULE$.apply(start, here));
    return storage(name, type, data);
  }

  /** {@code value} one enabled clock later; the register holds while {@code enable} is low. */
  public static Bits delayed(String name, Bits value, Flag enable) {
    Bits register = register(name, value.type());
    when(enable, () -> register.set(value));
    return register;
  }

  /** {@code value} one enabled clock later; the register holds while {@code enable} is low. */
  public static Signed delayed(String name, Signed value, Flag enable) {
    Signed register = register(name, value.type());
    when(enable, () -> register.set(value));
    return register;
  }

  /** {@code value} one enabled clock later, false after reset. */
  public static Flag delayed(String name, Flag value, Flag enable) {
    Flag register = register(name, Type.flag(), 0);
    when(enable, () -> register.set(value));
    return register;
  }

  /** All parts in one vector, the first in the least significant bits; sum of the widths. */
  public static Bits pack(List<Bits> parts) {
    List<Data> high = new ArrayList<>();
    parts.forEach(part -> high.add(part.uint()));
    Collections.reverse(high);
    @SuppressWarnings({"unchecked", "rawtypes"})
    Bits packed =
        new Bits(
            Cat$.MODULE$.do_apply(
                (scala.collection.immutable.Seq) Native.seq(high), Caller.here()));
    return packed;
  }

  /** {@code count} parts of equal width, the least significant first. */
  public static List<Bits> unpack(Bits packed, int count) {
    if (packed.width() % count != 0) {
      throw Caller.error("%s cannot be split into %d equal parts", packed.type(), count);
    }
    int width = packed.width() / count;
    List<Bits> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(packed.slice(i * width + width - 1, i * width));
    }
    return List.copyOf(parts);
  }

  /** The bits of {@code value}, the least significant first. */
  public static List<Flag> flags(Bits value) {
    List<Flag> flags = new ArrayList<>();
    for (int i = 0; i < value.width(); i++) {
      flags.add(value.bit(i));
    }
    return List.copyOf(flags);
  }

  /**
   * The entry of a constant table that {@code index} selects, as a tree of choices in which equal
   * halves vanish; {@code entry_01} is what is left to choose where the upper index bits are 01.
   *
   * @param entries at most 2^index.width values; indices beyond them select the last
   */
  public static <T extends Value> T lookup(Bits index, Type<T> type, List<BigInteger> entries) {
    if (entries.isEmpty() || entries.size() > 1L << index.width()) {
      throw Caller.error(
          "a table of %d entries does not match an index of %s", entries.size(), index.type());
    }
    return type.wrap(select(index, index.width() - 1, 0, type, entries, "entry_"));
  }

  private static Data select(
      Bits index, int bit, int base, Type<?> type, List<BigInteger> entries, String name) {
    int last = entries.size() - 1;
    int span = 1 << (bit + 1);
    BigInteger first = entries.get(Math.min(base, last));
    boolean same =
        entries.subList(Math.min(base, last), Math.min(base + span, last + 1)).stream()
            .allMatch(first::equals);
    if (same) {
      return type.constant(first).data();
    }
    Data high = select(index, bit - 1, base + span / 2, type, entries, name + "1");
    Data low = select(index, bit - 1, base, type, entries, name + "0");
    Data chosen = Mux$.MODULE$.do_apply(index.bit(bit).bool(), high, low, Caller.here());
    chosen.suggestName(() -> name);
    return chosen;
  }

  private static <T extends Value> T storage(String name, Type<T> type, Data data) {
    T value = type.wrap(data);
    value.markStorage(name);
    return value;
  }
}
