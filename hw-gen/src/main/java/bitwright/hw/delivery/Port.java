package bitwright.hw.delivery;

import bitwright.hw.engine.StatusRegisters;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of the delivered module.
 *
 * @param name its name
 * @param isInput its direction
 * @param width its bits
 * @param bus the interface it belongs to; for clock and reset their own names
 * @param role its name within that interface
 * @param about what it carries, for people
 */
record Port(String name, boolean isInput, int width, String bus, String role, String about) {

  static List<Port> of(DeliveryOptions options, StreamPort input, StreamPort output) {
    List<Port> ports = new ArrayList<>();
    String clock = options.clockNames().clock();
    String reset = options.clockNames().reset();
    ports.add(new Port(clock, true, 1, clock, "CLK", "clock, rising edge"));
    ports.add(new Port(reset, true, 1, reset, "RST", "reset, active low, synchronous"));
    ports.addAll(stream(input));
    ports.addAll(stream(output));
    if (options.axiLite()) {
      ports.addAll(axiLite());
    }
    return List.copyOf(ports);
  }

  private static List<Port> stream(StreamPort stream) {
    String bus = stream.name();
    boolean in = stream.isInput();
    String data =
        "%d × %s, element 0 in the lowest bits%s"
            .formatted(
                stream.elements(),
                stream.content(),
                stream.dataBits() == stream.elements() * stream.elementBits()
                    ? ""
                    : in ? ", upper bits ignored" : ", upper bits 0");
    String last = in ? "ignored: frames are counted in beats" : "the last beat of a frame";
    return List.of(
        new Port(bus + "_tvalid", in, 1, bus, "TVALID", "a beat is offered"),
        new Port(bus + "_tready", !in, 1, bus, "TREADY", "it is taken"),
        new Port(bus + "_tdata", in, stream.dataBits(), bus, "TDATA", data),
        new Port(bus + "_tlast", in, 1, bus, "TLAST", last));
  }

  private static List<Port> axiLite() {
    List<Port> ports = new ArrayList<>();
    axi(ports, true, "AWADDR", StatusRegisters.ADDRESS_BITS, "write address");
    axi(ports, true, "AWPROT", 3, "ignored");
    axi(ports, true, "AWVALID", 1, "a write address is offered");
    axi(ports, false, "AWREADY", 1, "it is taken");
    axi(ports, true, "WDATA", 32, "write data");
    axi(ports, true, "WSTRB", 4, "which bytes to write");
    axi(ports, true, "WVALID", 1, "write data is offered");
    axi(ports, false, "WREADY", 1, "it is taken");
    axi(ports, false, "BRESP", 2, "0 written, 2 read-only, 3 no register there");
    axi(ports, false, "BVALID", 1, "a response is offered");
    axi(ports, true, "BREADY", 1, "it is taken");
    axi(ports, true, "ARADDR", StatusRegisters.ADDRESS_BITS, "read address");
    axi(ports, true, "ARPROT", 3, "ignored");
    axi(ports, true, "ARVALID", 1, "a read address is offered");
    axi(ports, false, "ARREADY", 1, "it is taken");
    axi(ports, false, "RDATA", 32, "read data");
    axi(ports, false, "RRESP", 2, "0 read, 3 no register there");
    axi(ports, false, "RVALID", 1, "read data is offered");
    axi(ports, true, "RREADY", 1, "it is taken");
    return ports;
  }

  private static void axi(List<Port> ports, boolean isInput, String role, int width, String about) {
    String name = "s_axi_" + role.toLowerCase(java.util.Locale.ROOT);
    ports.add(new Port(name, isInput, width, "s_axi", role, about));
  }

  /** {@code input} or {@code output}. */
  String direction() {
    return isInput ? "input" : "output";
  }

  /** {@code [7:0]}, or nothing for one bit that is no TDATA. */
  String range() {
    return width == 1 ? "" : "[%d:0]".formatted(width - 1);
  }
}
