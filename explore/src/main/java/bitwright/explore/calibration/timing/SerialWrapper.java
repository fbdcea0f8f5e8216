package bitwright.explore.calibration.timing;

import bitwright.hw.GeneratedModule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module around a design that needs four pins: bits come in through a shift register, one
 * flip-flop for every input bit, and leave through a register for every output bit, whose contents
 * are folded into a signature that shifts out. Neither adds more than one LUT between registers, so
 * the design has the longest path.
 */
final class SerialWrapper {
  /** The name of the wrapper's module. */
  static final String TOP = "bitwright_measured";

  private static final Pattern PORT =
      Pattern.compile("(input|output)?\\s*(?:\\[(\\d+):0\\])?\\s*(\\w+)");

  private record Port(String name, boolean input, int width) {}

  private SerialWrapper() {}

  /** The Verilog of the wrapper. */
  static String around(GeneratedModule module) {
    String text =
        new String(module.files().get("rtl/" + module.top() + ".sv"), StandardCharsets.UTF_8);
    List<Port> ports = ports(text, module.top());
    List<String> connections = new ArrayList<>();
    int in = 0;
    int out = 0;
    for (Port port : ports) {
      switch (port.name) {
        case "clock", "aclk" -> connections.add(connection(port, "clock"));
        case "reset" -> connections.add(connection(port, "reset"));
        case "aresetn" -> connections.add(connection(port, "~reset"));
        default -> {
          int from = port.input ? in : out;
          String bus = port.input ? "given" : "results";
          connections.add(
              connection(port, "%s[%d:%d]".formatted(bus, from + port.width - 1, from)));
          in += port.input ? port.width : 0;
          out += port.input ? 0 : port.width;
        }
      }
    }
    return """
        module %s(input clock, input reset, input serial_in, output serial_out);
          reg [%d:0] given;
          wire [%d:0] results;
          reg [%d:0] seen;
          reg [%d:0] signature;
          assign serial_out = signature[%d];
          always @(posedge clock) begin
            given <= {given, serial_in};
            seen <= results;
            signature <= {signature, serial_in} ^ seen;
          end
          %s design (%s);
        endmodule
        """
        .formatted(
            TOP,
            in - 1,
            out - 1,
            out - 1,
            out - 1,
            out - 1,
            module.top(),
            String.join(", ", connections));
  }

  private static String connection(Port port, String wire) {
    return ".%s(%s)".formatted(port.name, wire);
  }

  /** The ports of a module in the generator's style: a direction holds until the next one. */
  private static List<Port> ports(String text, String module) {
    Matcher head = Pattern.compile("(?s)\\bmodule " + module + "\\s*\\((.*?)\\);").matcher(text);
    if (!head.find()) {
      throw new IllegalArgumentException("no module " + module);
    }
    List<Port> ports = new ArrayList<>();
    boolean input = true;
    int width = 1;
    for (String item : head.group(1).replaceAll("//[^\\n]*", "").split(",")) {
      Matcher port = PORT.matcher(item.strip());
      if (!port.matches()) {
        throw new IllegalArgumentException("port '%s' cannot be read".formatted(item.strip()));
      }
      if (port.group(1) != null) {
        input = port.group(1).equals("input");
        width = 1;
      }
      if (port.group(1) != null || port.group(2) != null) {
        width = port.group(2) == null ? 1 : Integer.parseInt(port.group(2)) + 1;
      }
      ports.add(new Port(port.group(3), input, width));
    }
    return ports;
  }
}
