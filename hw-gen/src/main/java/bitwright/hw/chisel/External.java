package bitwright.hw.chisel;

import chisel3.Clock$;
import chisel3.Data;
import chisel3.IO$;
import chisel3.Input$;
import chisel3.Module$;
import chisel3.Output$;
import chisel3.experimental.ExtModule;
import chisel3.experimental.IntParam;
import chisel3.experimental.Param;
import chisel3.experimental.RawParam;
import chisel3.experimental.StringParam;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scala.jdk.javaapi.CollectionConverters;
import scala.math.BigInt;

/**
 * An instance of a module written in Verilog: collect parameters and connections, then {@link
 * #instantiate}. {@link Elaboration} delivers the Verilog itself with the rest: the resource {@code
 * bitwright/hw/verilog/<module>.sv}, or the text given by {@link #verilog}.
 */
@SuppressWarnings(
    "deprecation") // Chisel 7.14 deprecates the class in favour of a Scala type alias that Java
// cannot see
public final class External {
  private final String module;
  private final Map<String, Param> parameters = new LinkedHashMap<>();
  private final Map<String, Value> inputs = new LinkedHashMap<>();
  private final Map<String, Value> outputs = new LinkedHashMap<>();
  private String clock;

  /** Starts the description of an instance of {@code module}. */
  public External(String module) {
    this.module = module;
  }

  /**
   * Gives the text of a module: of this one, or of one that it needs.
   *
   * @param description the head of its file, paragraph by paragraph
   * @throws HardwareException if the circuit under construction has another text of that name
   */
  public External verilog(String name, List<String> description, String text) {
    Shell.deliver(name, Heading.of(description) + text);
    return this;
  }

  /** A numeric Verilog parameter. */
  public External parameter(String name, int value) {
    parameters.put(name, new IntParam(BigInt.apply(value)));
    return this;
  }

  /** A Verilog parameter of a given width. */
  public External parameter(String name, int width, BigInteger value) {
    parameters.put(name, new RawParam(width + "'h" + value.toString(16)));
    return this;
  }

  /** A string Verilog parameter. */
  public External parameter(String name, String value) {
    parameters.put(name, new StringParam(value));
    return this;
  }

  /** Connects the circuit's clock to this port. */
  public External clock(String port) {
    clock = port;
    return this;
  }

  /** Connects a signal to an input port. */
  public External input(String port, Value value) {
    inputs.put(port, value);
    return this;
  }

  /** Declares an output port and returns its signal, readable once instantiated. */
  public <T extends Value> T output(String port, Type<T> type) {
    T value = Logic.wire(port, type);
    outputs.put(port, value);
    return value;
  }

  /** Adds the instance to the circuit under construction. */
  public void instantiate(String name) {
    Circuit circuit = Circuit.current();
    var here = Caller.here();
    Box box = Module$.MODULE$.do_apply(() -> new Box(this), here);
    box.suggestName(() -> name);
    if (clock != null) {
      box.ports.get(clock).$colon$eq(circuit::clock, here);
    }
    inputs.forEach((port, value) -> box.ports.get(port).$colon$eq(value::data, here));
    outputs.forEach((port, value) -> value.data().$colon$eq(() -> box.ports.get(port), here));
  }

  private static scala.collection.immutable.Map<String, Param> scalaMap(Map<String, Param> map) {
    return scala.collection.immutable.Map.from(CollectionConverters.asScala(map));
  }

  private static final class Box extends ExtModule {
    private final String name;
    private final Map<String, Data> ports = new LinkedHashMap<>();

    Box(External external) {
      super(scalaMap(external.parameters), Native.seq(List.of()), Native.seq(List.of()));
      name = external.module;
      if (external.clock != null) {
        add(external.clock, Input$.MODULE$.apply(Clock$.MODULE$::apply));
      }
      external.inputs.forEach(
          (port, value) -> add(port, Input$.MODULE$.apply(() -> value.type().fresh())));
      external.outputs.forEach(
          (port, value) -> add(port, Output$.MODULE$.apply(() -> value.type().fresh())));
    }

    private void add(String port, Data type) {
      Data data = IO$.MODULE$.apply(() -> type, Caller.here());
      data.suggestName(() -> port);
      ports.put(port, data);
    }

    @Override
    public String desiredName() {
      return name;
    }
  }
}
