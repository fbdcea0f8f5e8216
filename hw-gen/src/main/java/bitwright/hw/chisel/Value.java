package bitwright.hw.chisel;

import chisel3.Data;

/**
 * A signal: the result of an operation, a port, a wire or a register.
 *
 * <p>A value of fewer bits may stand where more are wanted (it is extended, losing nothing); the
 * reverse is always an error that names the line of the generator. Output ports, wires, registers
 * and the inputs of instances can be {@code set}; the last {@code set} whose conditions hold wins.
 */
public abstract sealed class Value permits Bits, Signed, Flag {
  private enum Role {
    EXPRESSION,
    STORAGE,
    INPUT,
    OUTPUT
  }

  private final Data data;
  private final int width;
  private Role role = Role.EXPRESSION;
  private Circuit owner;
  private String label = "expression";

  Value(Data data) {
    this.data = data;
    this.width = data.getWidth();
  }

  /** The number of bits. */
  public final int width() {
    return width;
  }

  /** The kind and width of this signal. */
  public abstract Type<? extends Value> type();

  Data data() {
    return data;
  }

  final void markStorage(String name) {
    role = Role.STORAGE;
    label = name;
    data.suggestName(() -> name);
  }

  final void markPort(Circuit circuit, String name, boolean input) {
    role = input ? Role.INPUT : Role.OUTPUT;
    owner = circuit;
    label = name;
    data.suggestName(() -> name);
  }

  final void name(String name) {
    label = name;
    data.suggestName(() -> name);
  }

  final void assign(Value source) {
    checkAssignable();
    if (source.width > width) {
      throw Caller.error(
          "'%s' is %s and cannot take a value of %s; narrow the value by name or widen '%s'",
          label, type(), source.type(), label);
    }
    var here = Caller.here();
    data.$colon$eq(source::data, here);
  }

  private void checkAssignable() {
    boolean inside = owner == Circuit.current();
    boolean allowed =
        switch (role) {
          case STORAGE -> true;
          case INPUT -> !inside;
          case OUTPUT -> inside;
          case EXPRESSION -> false;
        };
    if (!allowed) {
      throw Caller.error(
          "'%s' cannot be set here: only registers, wires, output ports and inputs of instances can",
          label);
    }
  }

  static void checkIndex(Value value, int high, int low) {
    if (low < 0 || high < low || high >= value.width) {
      throw Caller.error("bits %d..%d do not lie within %s", high, low, value.type());
    }
  }

  static void checkWidth(int width, int needed, Value value) {
    if (width < needed) {
      throw Caller.error("%s does not fit in %d bits", value.type(), width);
    }
  }
}
