package bitwright.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cells and wires of a flat design, as Yosys reads it, to ask which inputs can reach an output.
 *
 * <p>Every output bit of a cell is taken to depend on every input bit of it, which can only find
 * too many paths, never too few. Flip-flops and memories end a combinational path.
 */
final class Netlist {

  private static final Set<String> FLIP_FLOPS =
      Set.of("$dff", "$dffe", "$sdff", "$sdffe", "$sdffce");

  /** A cell: what it is, the memory it belongs to if any, the bits it reads and drives. */
  private record Cell(String type, String memory, List<Integer> reads, List<Integer> drives) {}

  private record Port(String direction, List<Integer> bits) {}

  private final SortedMap<String, Port> ports = new TreeMap<>();
  private final Map<Integer, Cell> drivers = new HashMap<>();
  private final List<Cell> cells = new ArrayList<>();

  private Netlist(JsonNode module) {
    module
        .get("ports")
        .properties()
        .forEach(
            port ->
                ports.put(
                    port.getKey(),
                    new Port(
                        port.getValue().get("direction").asText(),
                        bits(port.getValue().get("bits")))));
    module.get("cells").elements().forEachRemaining(this::add);
  }

  /** Flattens a design. */
  static Netlist of(String top, SortedMap<String, String> modules, Path folder) {
    Map<String, String> files = new TreeMap<>();
    modules.forEach((name, text) -> files.put(name + ".sv", text));
    String script =
        """
        read_verilog -sv %s
        hierarchy -check -top %s
        proc
        flatten
        opt_clean
        check -assert
        write_json netlist.json
        """
            .formatted(String.join(" ", files.keySet()), top);
    Yosys.run(folder, files, script);
    try {
      String text = Files.readString(folder.resolve("netlist.json"));
      return new Netlist(new ObjectMapper().readTree(text).get("modules").get(top));
    } catch (JsonProcessingException problem) {
      throw new IllegalStateException("Yosys wrote no netlist", problem);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private void add(JsonNode json) {
    List<Integer> reads = new ArrayList<>();
    List<Integer> drives = new ArrayList<>();
    json.get("connections")
        .properties()
        .forEach(
            connection -> {
              String direction = json.get("port_directions").get(connection.getKey()).asText();
              if (!direction.equals("output")) {
                reads.addAll(bits(connection.getValue()));
              }
              if (!direction.equals("input")) {
                drives.addAll(bits(connection.getValue()));
              }
            });
    String memory = json.get("parameters").path("MEMID").asText("");
    Cell cell = new Cell(json.get("type").asText(), memory, reads, drives);
    cells.add(cell);
    drives.forEach(bit -> drivers.put(bit, cell));
  }

  private static List<Integer> bits(JsonNode array) {
    List<Integer> bits = new ArrayList<>();
    array.forEach(
        bit -> {
          if (bit.isInt()) {
            bits.add(bit.asInt());
          }
        });
    return bits;
  }

  /** The widths of the input ports. */
  SortedMap<String, Integer> inputs() {
    return widths("input");
  }

  /** The widths of the output ports. */
  SortedMap<String, Integer> outputs() {
    return widths("output");
  }

  private SortedMap<String, Integer> widths(String direction) {
    SortedMap<String, Integer> widths = new TreeMap<>();
    ports.forEach(
        (name, port) -> {
          if (port.direction().equals(direction)) {
            widths.put(name, port.bits().size());
          }
        });
    return widths;
  }

  /** The inputs that reach an output within a cycle. */
  Set<String> combinationalInputs(String output) {
    return reaching(output, false);
  }

  /** The inputs that reach an output ever, through any number of cycles. */
  Set<String> inputsEver(String output) {
    return reaching(output, true);
  }

  private Set<String> reaching(String output, boolean throughState) {
    Set<Integer> seen = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>(ports.get(output).bits());
    while (!open.isEmpty()) {
      int bit = open.pop();
      Cell cell = seen.add(bit) ? drivers.get(bit) : null;
      if (cell == null || !throughState && FLIP_FLOPS.contains(cell.type())) {
        continue;
      }
      open.addAll(cell.reads());
      if (throughState && !cell.memory().isEmpty()) {
        cells.stream()
            .filter(other -> other.memory().equals(cell.memory()))
            .forEach(other -> open.addAll(other.reads()));
      }
    }
    Set<String> inputs = new TreeSet<>();
    ports.forEach(
        (name, port) -> {
          if (port.direction().equals("input") && port.bits().stream().anyMatch(seen::contains)) {
            inputs.add(name);
          }
        });
    return inputs;
  }
}
