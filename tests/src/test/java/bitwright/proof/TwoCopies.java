package bitwright.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two copies of a design in the same state, whatever it is, with equal inputs but for one: outputs
 * that no setting of the two can make differ do not depend on that input.
 */
final class TwoCopies {

  private TwoCopies() {}

  /** Whether some state and inputs make an output follow {@code input} within a cycle. */
  static boolean follows(
      List<String> outputs,
      String input,
      Netlist ports,
      String top,
      SortedMap<String, String> modules,
      Path folder) {
    Map<String, String> files = new TreeMap<>();
    modules.forEach((name, text) -> files.put(name + ".sv", text));
    files.put("First.sv", wrapper("First", input, "one", ports, top));
    files.put("Second.sv", wrapper("Second", input, "other", ports, top));
    String equal =
        outputs.stream()
            .map("-prove gold_%1$s gate_%1$s"::formatted)
            .collect(Collectors.joining(" "));
    String script =
        """
        read_verilog -sv %s
        hierarchy -check
        proc
        flatten
        opt_clean
        memory_collect
        memory_map
        opt_clean
        expose -evert-dff First Second
        miter -equiv -make_outputs -flatten First Second pair
        cd pair
        sat -timeout 120 %s
        """
            .formatted(String.join(" ", files.keySet()), equal);
    String log = Yosys.run(folder, files, script);
    boolean same = log.contains("SAT proof finished - no model found: SUCCESS!");
    boolean differ = log.contains("SAT proof finished - model found: FAIL!");
    if (same == differ) {
      throw new IllegalStateException("Yosys did not decide:\n" + log);
    }
    return differ;
  }

  private static String wrapper(
      String name, String input, String source, Netlist ports, String top) {
    StringBuilder text = new StringBuilder("module %s (%n".formatted(name));
    ports
        .inputs()
        .forEach(
            (port, width) -> {
              if (!port.equals(input)) {
                text.append("  input wire [%d:0] %s,%n".formatted(width - 1, port));
              }
            });
    ports
        .outputs()
        .forEach(
            (port, width) -> text.append("  output wire [%d:0] %s,%n".formatted(width - 1, port)));
    return text.append("  input wire one,\n  input wire other\n);\n")
        .append("  %s dut (.%s(%s), .*);%nendmodule%n".formatted(top, input, source))
        .toString();
  }
}
