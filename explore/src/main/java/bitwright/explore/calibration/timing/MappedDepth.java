package bitwright.explore.calibration.timing;

import bitwright.cost.Family;
import bitwright.cost.synthesis.SynthesisException;
import bitwright.cost.synthesis.Yosys;
import bitwright.cost.timing.Delays;
import bitwright.cost.timing.TimingPath;
import bitwright.cost.timing.TimingPath.Source;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slowest path between registers of a flat netlist of Xilinx cells that Yosys has mapped, as
 * {@code write_json} writes it: static timing analysis with the delays of the cost model, so that
 * what differs from an estimate is structure alone.
 *
 * <p>Look-up tables are late by the inputs that they depend on, a read of a memory in look-up
 * tables by its address; the table in front of a carry chain counts with the chain.
 */
public final class MappedDepth {
  private static final Arrival NOTHING = new Arrival(Source.REGISTER, 0, 0, 0, false);
  private static final String GROUND = "0";

  private record Arrival(Source source, int luts, int chains, int cells, boolean table) {
    Arrival throughTable() {
      return new Arrival(source, luts + 1, chains, cells, true);
    }

    Arrival enter() {
      return new Arrival(source, luts - (table ? 1 : 0), chains + 1, cells, false);
    }

    Arrival further() {
      return new Arrival(source, luts, chains, cells + 1, false);
    }

    TimingPath path(Family family, int enables) {
      int bits = cells * family.carryBits();
      return new TimingPath("as mapped", family, source, luts, chains, bits, enables);
    }
  }

  private record Pin(JsonNode cell, String port, int index) {}

  private final Family family;
  private final Delays delays;
  private final JsonNode cells;
  private final Map<String, Pin> drivers = new HashMap<>();
  private final Map<String, Integer> enabled = new HashMap<>();
  private final Map<String, Arrival> known = new HashMap<>();

  private MappedDepth(Family family, JsonNode cells) {
    this.family = family;
    this.cells = cells;
    delays = Delays.of(family);
    for (JsonNode cell : cells) {
      for (var port : cell.get("port_directions").properties()) {
        if (port.getValue().asText().equals("output")) {
          JsonNode bits = cell.at("/connections").get(port.getKey());
          for (int i = 0; i < bits.size(); i++) {
            drivers.put(bits.get(i).asText(), new Pin(cell, port.getKey(), i));
          }
        }
      }
      for (JsonNode bit : cell.at("/connections/CE")) {
        enabled.merge(bit.asText(), 1, Integer::sum);
      }
    }
  }

  /** Synthesizes a design for the 7-series and finds its slowest path. */
  public static DepthRow measure(TimingDesign design) {
    var source = TimingCalibration.source(design.module().get());
    try {
      String json = Yosys.installed(Family.XC7).netlist(source);
      return DepthRow.of(
          design.id(), of(Family.XC7, new ObjectMapper().readTree(json), source.top()));
    } catch (JsonProcessingException e) {
      throw new SynthesisException("yosys wrote no netlist: " + e.getMessage());
    }
  }

  /** The slowest path of the module of this name. */
  static TimingPath of(Family family, JsonNode design, String top) {
    return new MappedDepth(family, design.get("modules").get(top).get("cells")).slowest();
  }

  private TimingPath slowest() {
    List<TimingPath> paths = new ArrayList<>();
    for (JsonNode cell : cells) {
      if (!isStart(cell)) {
        continue;
      }
      for (var port : cell.get("connections").properties()) {
        boolean clock = port.getKey().matches("C|W?CLK|CLKARDCLK|CLKBWRCLK");
        if (clock || !cell.get("port_directions").get(port.getKey()).asText().equals("input")) {
          continue;
        }
        for (JsonNode bit : port.getValue()) {
          int enables = port.getKey().equals("CE") ? enabled.get(bit.asText()) : 0;
          paths.add(arrival(bit.asText()).path(family, enables));
        }
      }
    }
    return paths.stream().max(Comparator.comparingDouble(delays::of)).orElseThrow();
  }

  private static boolean isStart(JsonNode cell) {
    String type = cell.get("type").asText();
    return type.startsWith("FD") || type.startsWith("RAM") || type.startsWith("DSP");
  }

  private Arrival arrival(String net) {
    Arrival arrival = known.get(net);
    if (arrival == null) {
      Pin pin = drivers.get(net);
      arrival = pin == null ? NOTHING : through(pin);
      known.put(net, arrival);
    }
    return arrival;
  }

  private Arrival through(Pin pin) {
    String type = pin.cell.get("type").asText();
    if (type.startsWith("LUT") || type.equals("INV")) {
      return latest(inputs(pin)).throughTable();
    }
    if (type.startsWith("CARRY")) {
      return carry(pin);
    }
    if (type.startsWith("RAMB")) {
      return new Arrival(Source.BLOCK_RAM, 0, 0, 0, false);
    }
    if (type.startsWith("RAM")) {
      return latest(addresses(pin)).throughTable();
    }
    return type.startsWith("DSP") ? new Arrival(Source.DSP, 0, 0, 0, false) : NOTHING;
  }

  private Arrival latest(List<String> nets) {
    return nets.stream().map(this::arrival).reduce(NOTHING, this::later);
  }

  private Arrival later(Arrival a, Arrival b) {
    return delays.of(b.path(family, 0)) > delays.of(a.path(family, 0)) ? b : a;
  }

  private static String net(JsonNode cell, String port, int index) {
    JsonNode bit = cell.at("/connections/" + port).path(index);
    return bit.isMissingNode() ? GROUND : bit.asText();
  }

  /** The inputs of a table that its output depends on. */
  private static List<String> inputs(Pin pin) {
    if (pin.cell.get("type").asText().equals("INV")) {
      return List.of(net(pin.cell, "I", 0));
    }
    BigInteger init = new BigInteger(pin.cell.at("/parameters/INIT").asText(), 2);
    int width = pin.cell.get("type").asText().charAt(3) - '0';
    int used = pin.port.equals("O5") ? width - 1 : width;
    List<String> nets = new ArrayList<>();
    for (int k = 0; k < used; k++) {
      String net = net(pin.cell, "I" + k, 0);
      for (int row = 0; row < 1 << used; row++) {
        if (possible(pin.cell, row, used) && init.testBit(row) != init.testBit(row ^ 1 << k)) {
          nets.add(net);
          break;
        }
      }
    }
    return nets;
  }

  /** Whether constant inputs allow a row. */
  private static boolean possible(JsonNode cell, int row, int inputs) {
    for (int k = 0; k < inputs; k++) {
      String net = net(cell, "I" + k, 0);
      if (net.equals("0") || net.equals("1")) {
        if ((row >> k & 1) != net.charAt(0) - '0') {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> addresses(Pin pin) {
    List<String> nets = new ArrayList<>();
    for (var port : pin.cell.get("connections").properties()) {
      if (port.getKey().matches("ADDR[A-H]|DPRA\\d*|A\\d+")) {
        port.getValue().forEach(bit -> nets.add(bit.asText()));
      }
    }
    return nets;
  }

  private Arrival carry(Pin pin) {
    Arrival latest = arrival(net(pin.cell, "CI", 0));
    latest = new Arrival(latest.source, latest.luts, latest.chains, latest.cells, false);
    List<String> entries = new ArrayList<>(List.of(net(pin.cell, "CYINIT", 0)));
    for (int k = 0; k <= pin.index; k++) {
      entries.add(net(pin.cell, "S", k));
      if (k < pin.index || pin.port.equals("CO")) {
        entries.add(net(pin.cell, "DI", k));
      }
    }
    for (String net : entries) {
      latest = later(latest, arrival(net).enter());
    }
    return latest.further();
  }
}
