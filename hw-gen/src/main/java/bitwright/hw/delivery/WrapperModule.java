package bitwright.hw.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The delivered module, plain Verilog: the core's streams under names and attributes by which
 * Vivado infers interfaces, and beside it, if wanted, the registers.
 */
final class WrapperModule {

  private WrapperModule() {}

  static String text(Design design) {
    return Template.of("wrapper.v")
        .with("ip", design.ip())
        .with("core", design.core())
        .with("adds", design.options().axiLite() ? ", and registers on AXI4-Lite" : "")
        .with("ports", ports(design))
        .with("body", body(design))
        .text();
  }

  private static String ports(Design design) {
    List<String> declarations = new ArrayList<>();
    for (Port port : design.ports()) {
      StringBuilder text = new StringBuilder();
      parameter(design, port)
          .forEach(p -> text.append("    (* X_INTERFACE_PARAMETER = \"%s\" *)\n".formatted(p)));
      text.append("    (* X_INTERFACE_INFO = \"%s\" *)\n".formatted(info(port)));
      text.append(
          "    %-6s wire %s%s"
              .formatted(
                  port.direction(), port.range().isEmpty() ? "" : port.range() + " ", port.name()));
      declarations.add(text.toString());
    }
    return String.join(",\n", declarations);
  }

  /**
   * Vendor, library, name and version of an interface, the bus's name, and the port's role in it.
   */
  static String info(Port port) {
    return vlnv(port) + " " + port.bus() + " " + port.role();
  }

  private static String vlnv(Port port) {
    return switch (port.role()) {
      case "CLK" -> "xilinx.com:signal:clock:1.0";
      case "RST" -> "xilinx.com:signal:reset:1.0";
      default ->
          port.bus().equals("s_axi")
              ? "xilinx.com:interface:aximm:1.0"
              : "xilinx.com:interface:axis:1.0";
    };
  }

  private static List<String> parameter(Design design, Port port) {
    return switch (port.role()) {
      case "CLK" ->
          List.of(
              "ASSOCIATED_BUSIF s_axis:m_axis%s, ASSOCIATED_RESET %s"
                  .formatted(design.options().axiLite() ? ":s_axi" : "", design.reset()));
      case "RST" -> List.of("POLARITY ACTIVE_LOW");
      case "AWADDR" -> List.of("PROTOCOL AXI4LITE, DATA_WIDTH 32, ADDR_WIDTH " + port.width());
      default -> List.of();
    };
  }

  private static String body(Design design) {
    List<String> connections = new ArrayList<>();
    connections.add(".aclk(" + design.clock() + ")");
    connections.add(".aresetn(" + design.reset() + ")");
    for (Port port : design.ports()) {
      if (port.role().startsWith("T")) {
        connections.add(".%s(%s)".formatted(port.name(), port.name()));
      }
    }
    String core = instance(design.core(), "core", connections);
    return design.options().axiLite() ? core + "\n" + registers(design) : core;
  }

  private static String registers(Design design) {
    List<String> connections = new ArrayList<>();
    connections.add(".clock(" + design.clock() + ")");
    connections.add(".reset(~" + design.reset() + ")");
    connections.add(".config_hash(64'h" + design.configHash().substring(0, 16) + ")");
    connections.add(".interval(32'd" + design.interval() + ")");
    connections.add(".latency(32'd" + design.latency() + ")");
    connections.add(".layers(32'd" + design.layers().size() + ")");
    connections.add(".s_valid(s_axis_tvalid)");
    connections.add(".s_ready(s_axis_tready)");
    connections.add(".m_valid(m_axis_tvalid)");
    connections.add(".m_ready(m_axis_tready)");
    connections.add(".m_last(m_axis_tlast)");
    List<String> ignored = new ArrayList<>();
    for (Port port : design.ports()) {
      if (port.role().endsWith("PROT")) {
        ignored.add(port.name());
      } else if (port.bus().equals("s_axi")) {
        connections.add(".%s(%s)".formatted(port.role().toLowerCase(Locale.ROOT), port.name()));
      }
    }
    return instance("StatusRegisters", "registers", connections)
        + "\n  BitwrightUnused #(\n      .WIDTH(6)\n  ) ignored (\n      .unused({%s})\n  );"
            .formatted(String.join(", ", ignored));
  }

  private static String instance(String module, String name, List<String> connections) {
    return "  %s %s (\n      %s\n  );"
        .formatted(module, name, String.join(",\n      ", connections));
  }
}
