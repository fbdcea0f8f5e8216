package bitwright.hw.chisel;

import chisel3.Clock;
import chisel3.Clock$;
import chisel3.Data;
import chisel3.IO$;
import chisel3.Input$;
import chisel3.Output$;
import chisel3.Reset;
import chisel3.dontTouch$;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A hardware module. The constructor of a subclass declares ports, registers and logic in reading
 * order; ports are public fields, so that a parent reads {@code child.sum} and sets {@code
 * child.weight}.
 *
 * <pre>{@code
 * final class Accumulator extends Circuit {
 *   final Signed term = input("term", signed(12));
 *   final Signed sum = output("sum", signed(20));
 *
 *   Accumulator() {
 *     super("Accumulator");
 *     var total = register("total", signed(20), 0);
 *     total.set(total.plus(term).wrap(20));
 *     sum.set(total);
 *   }
 * }
 * }</pre>
 *
 * <p>The name of a circuit becomes its module and file name, so it must carry every parameter that
 * changes its logic.
 */
public abstract class Circuit {
  private final String name;
  private final Clocking clocking;
  private final List<String> description = new ArrayList<>();
  private Clock clock;
  private chisel3.Bool resetPort;
  private Reset reset;

  /** A clocked circuit inside a design. */
  protected Circuit(String name) {
    this(name, Clocking.INTERNAL);
  }

  /**
   * A circuit with the given clock and reset ports.
   *
   * @param name module name, a Verilog identifier
   * @param clocking its clock and reset
   */
  protected Circuit(String name, Clocking clocking) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw Caller.error("'%s' is not a Verilog identifier", name);
    }
    this.name = name;
    this.clocking = clocking;
    Shell.building().claim(this);
    clocking.clock().ifPresent(this::addClock);
  }

  private void addClock(String clockName) {
    clock = port(clockName, () -> Input$.MODULE$.apply(Clock$.MODULE$::apply));
    resetPort =
        port(
            clocking.reset(), () -> Input$.MODULE$.apply(() -> (chisel3.Bool) Type.flag().fresh()));
    reset = clocking.resetActiveLow() ? resetPort.do_unary_$bang(Caller.here()) : resetPort;
  }

  static Circuit current() {
    return Shell.building().circuit();
  }

  /** The module name. */
  public final String name() {
    return name;
  }

  /**
   * Says what the circuit is, for whoever reads its Verilog: the head of the file, one paragraph an
   * argument. A paragraph that starts with spaces keeps them on all its lines.
   */
  protected final void describe(String... paragraphs) {
    for (String paragraph : paragraphs) {
      if (!paragraph.matches("[ -~]+")) {
        throw Caller.error("the description '%s' is not plain ASCII", paragraph);
      }
      description.add(paragraph);
    }
  }

  final List<String> description() {
    return List.copyOf(description);
  }

  Clock clock() {
    if (clock == null) {
      throw Caller.error("'%s' is combinational and holds no registers", name);
    }
    return clock;
  }

  Reset reset() {
    clock();
    return reset;
  }

  /** Declares an input port. */
  protected final <T extends Value> T input(String portName, Type<T> type) {
    T value = type.wrap(port(portName, () -> Input$.MODULE$.apply(type::fresh)));
    value.markPort(this, portName, true);
    return value;
  }

  /** Declares an output port, to be {@code set}. */
  protected final <T extends Value> T output(String portName, Type<T> type) {
    T value = type.wrap(port(portName, () -> Output$.MODULE$.apply(type::fresh)));
    value.markPort(this, portName, false);
    return value;
  }

  /** Declares an output port that carries {@code value}. */
  protected final void output(String portName, Bits value) {
    output(portName, value.type()).set(value);
  }

  /** Declares an output port that carries {@code value}. */
  protected final void output(String portName, Signed value) {
    output(portName, value.type()).set(value);
  }

  /** Declares an output port that carries {@code value}. */
  protected final void output(String portName, Flag value) {
    output(portName, value.type()).set(value);
  }

  /** Declares a stream that enters: valid and data are inputs, ready is an output. */
  protected final Stream streamInput(String portName, int width) {
    return new Stream(
        input(portName + "_valid", Type.flag()),
        output(portName + "_ready", Type.flag()),
        input(portName + "_data", Type.bits(width)));
  }

  /** Declares a stream that leaves: valid and data are outputs, ready is an input. */
  protected final Stream streamOutput(String portName, int width) {
    return new Stream(
        output(portName + "_valid", Type.flag()),
        input(portName + "_ready", Type.flag()),
        output(portName + "_data", Type.bits(width)));
  }

  /** An instance of another circuit, on the same clock and reset. */
  protected final <C extends Circuit> C instance(String instanceName, Supplier<C> circuit) {
    Shell<C> shell = Shell.instance(circuit);
    shell.suggestName(() -> instanceName);
    C child = shell.built();
    Circuit base = child;
    base.connectClock(this);
    return child;
  }

  /** Keeps a signal in the Verilog under its name, whatever optimization could do to it. */
  protected final void observable(Value value) {
    dontTouch$.MODULE$.apply(value.data());
  }

  /**
   * A constant in a module of its own. The logic behind it is written out in full; only synthesis
   * folds the two. So it stays readable, and free of lint, whatever the value.
   */
  protected final Bits opaqueConstant(String constantName, int width, BigInteger value) {
    External constant = new External("BitwrightConstant").parameter("WIDTH", width);
    constant.parameter("VALUE", width, value);
    Bits signal = constant.output("value", Type.bits(width));
    constant.instantiate(constantName);
    return signal;
  }

  /** Marks bits as deliberately unused, for lint; it costs no logic. */
  protected final void unused(Bits bits) {
    new External("BitwrightUnused")
        .parameter("WIDTH", bits.width())
        .input("unused", bits)
        .instantiate("ignored");
  }

  private void connectClock(Circuit parent) {
    if (clock == null) {
      return;
    }
    var here = Caller.here();
    Data parentReset = (Data) parent.reset();
    clock.$colon$eq(parent::clock, here);
    Data wanted =
        clocking.resetActiveLow() ? ((chisel3.Bool) parentReset).do_unary_$bang(here) : parentReset;
    resetPort.$colon$eq(() -> wanted, here);
  }

  private static <D extends Data> D port(String portName, Supplier<D> type) {
    D port = IO$.MODULE$.apply(type::get, Caller.here());
    port.suggestName(() -> portName);
    return port;
  }
}
