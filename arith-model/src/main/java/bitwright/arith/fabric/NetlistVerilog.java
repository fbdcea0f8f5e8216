package bitwright.arith.fabric;

import bitwright.arith.plan.Cells;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Prints a netlist as a Verilog module of Xilinx cells: LUT1 to LUT6, LUT6_2, CARRY4 or CARRY8, and
 * FDRE.
 *
 * <p>The ports are those of the netlist; a netlist with registers has the clock as its first port,
 * {@value #CLOCK}. Where the vendor's or Yosys's library of cells is absent, {@link
 * SimulationModels} has models of them.
 */
public final class NetlistVerilog {
  /** The name of the clock. */
  public static final String CLOCK = "clock";

  private final Netlist netlist;
  private final int positions;
  private final String[] names;
  private final List<String> instances = new ArrayList<>();
  private final List<String> wires = new ArrayList<>();
  private final Set<Net> read = new HashSet<>();
  private int unused;

  private NetlistVerilog(Netlist netlist, int positions) {
    this.netlist = netlist;
    this.positions = positions;
    names = new String[netlist.nets()];
    names[0] = "1'b0";
    names[1] = "1'b1";
  }

  /**
   * The text of a module.
   *
   * @throws IllegalArgumentException if the cells are {@link Cells#PORTABLE}
   */
  public static String print(Netlist netlist, String moduleName, Cells cells) {
    int positions =
        switch (cells) {
          case LUT6_CARRY4 -> 4;
          case LUT6_CARRY8 -> 8;
          case PORTABLE ->
              throw new IllegalArgumentException(
                  "the netlist %s consists of Xilinx cells, not of PORTABLE ones; allowed are %s"
                      .formatted(moduleName, "LUT6_CARRY4 and LUT6_CARRY8"));
        };
    return new NetlistVerilog(netlist, positions).module(moduleName);
  }

  private String module(String moduleName) {
    name();
    for (Cell cell : netlist.cells()) {
      if (cell instanceof Lut lut) {
        instance(lut);
      } else if (cell instanceof CarryChain chain) {
        instance(chain);
      } else if (cell instanceof Register register) {
        instance(register);
      }
    }
    StringBuilder text = new StringBuilder("module ").append(moduleName).append("(\n");
    text.append(String.join(",\n", ports())).append("\n);\n");
    for (int i = 0; i < wires.size(); i += 12) {
      List<String> some = wires.subList(i, Math.min(i + 12, wires.size()));
      text.append("  wire ").append(String.join(", ", some)).append(";\n");
    }
    List<String> ignored = ignored();
    if (!ignored.isEmpty()) {
      text.append("  wire unused_inputs = &{1'b0, %s};\n".formatted(String.join(", ", ignored)));
    }
    instances.forEach(line -> text.append("  ").append(line).append('\n'));
    for (Bus bus : netlist.outputs()) {
      text.append("  assign %s = %s;\n".formatted(bus.name(), concatenation(bus.nets())));
    }
    return text.append("endmodule\n").toString();
  }

  private void name() {
    for (Bus bus : netlist.inputs()) {
      for (int i = 0; i < bus.width(); i++) {
        names[bus.nets().get(i).id()] =
            bus.width() == 1 ? bus.name() : "%s[%d]".formatted(bus.name(), i);
      }
    }
    for (Cell cell : netlist.cells()) {
      read.addAll(cell.reads());
      for (Net net : cell.drives()) {
        names[net.id()] = "n" + net.id();
      }
    }
    netlist.outputs().forEach(bus -> read.addAll(bus.nets()));
  }

  private List<String> ports() {
    List<String> ports = new ArrayList<>();
    if (netlist.ffs() > 0) {
      ports.add("  input " + CLOCK);
    }
    netlist.inputs().forEach(bus -> ports.add("  input " + declaration(bus)));
    netlist.outputs().forEach(bus -> ports.add("  output " + declaration(bus)));
    return ports;
  }

  /** Bits of ports that no cell reads, taken together so that lint knows of them. */
  private List<String> ignored() {
    return netlist.inputs().stream()
        .flatMap(bus -> bus.nets().stream())
        .filter(net -> !read.contains(net))
        .map(this::name)
        .toList();
  }

  private static String declaration(Bus bus) {
    return bus.width() == 1 ? bus.name() : "[%d:0] %s".formatted(bus.width() - 1, bus.name());
  }

  private String concatenation(List<Net> nets) {
    List<String> bits = new ArrayList<>();
    for (int i = nets.size() - 1; i >= 0; i--) {
      bits.add(name(nets.get(i)));
    }
    return bits.size() == 1 ? bits.get(0) : "{" + String.join(", ", bits) + "}";
  }

  private String name(Net net) {
    return names[net.id()];
  }

  private String driven(Net net) {
    String wire = read.contains(net) ? name(net) : "unused_" + unused++;
    wires.add(wire);
    return wire;
  }

  private void instance(Lut lut) {
    int size = lut.inputs().size();
    StringBuilder pins = new StringBuilder();
    String type = lut.isDual() ? "LUT6_2" : "LUT" + size;
    int digits = lut.isDual() ? 64 : 1 << size;
    long contents = lut.isDual() ? lut.contents() : lut.tables().get(0).bits();
    String o6 = driven(lut.outputs().get(0));
    if (lut.isDual()) {
      pins.append(".O6(%s), .O5(%s)".formatted(o6, driven(lut.outputs().get(1))));
    } else {
      pins.append(".O(%s)".formatted(o6));
    }
    for (int k = 0; k < (lut.isDual() ? 6 : size); k++) {
      String pin = k < size ? name(lut.inputs().get(k)) : k == 5 ? "1'b1" : "1'b0";
      pins.append(", .I%d(%s)".formatted(k, pin));
    }
    String init = "%d'h%x".formatted(digits, contents);
    instances.add("%s #(.INIT(%s)) l_%s (%s);".formatted(type, init, o6, pins));
  }

  private void instance(CarryChain chain) {
    String carry = null;
    for (int low = 0; low < chain.length(); low += positions) {
      int high = Math.min(low + positions, chain.length());
      String sums = outputs(chain.sums().subList(low, high));
      boolean last = high == chain.length();
      Net top = chain.carries().get(high - 1);
      if (!last) {
        read.add(top);
      }
      String carries = outputs(chain.carries().subList(low, high));
      String in = low == 0 ? name(chain.carryIn()) : carry;
      String ci =
          positions == 8
              ? ".CI(%s), .CI_TOP(1'b0)".formatted(in)
              : low == 0
                  ? ".CI(1'b0), .CYINIT(%s)".formatted(in)
                  : ".CI(%s), .CYINIT(1'b0)".formatted(in);
      carry = name(top);
      instances.add(
          "CARRY%d c_n%d (.O(%s), .CO(%s), %s, .DI(%s), .S(%s));"
              .formatted(
                  positions,
                  chain.sums().get(low).id(),
                  sums,
                  carries,
                  ci,
                  filled(chain.di().subList(low, high)),
                  filled(chain.s().subList(low, high))));
    }
  }

  private String outputs(List<Net> nets) {
    List<String> bits = new ArrayList<>();
    for (int i = positions - 1; i >= 0; i--) {
      if (i < nets.size()) {
        bits.add(driven(nets.get(i)));
      } else {
        wires.add("unused_" + unused);
        bits.add("unused_" + unused++);
      }
    }
    return "{" + String.join(", ", bits) + "}";
  }

  private String filled(List<Net> nets) {
    List<Net> all = new ArrayList<>(nets);
    while (all.size() < positions) {
      all.add(Net.ZERO);
    }
    return concatenation(all);
  }

  private void instance(Register register) {
    String q = driven(register.q());
    instances.add(
        "FDRE #(.INIT(1'b0)) r_%s (.Q(%s), .C(%s), .CE(%s), .D(%s), .R(%s));"
            .formatted(
                q, q, CLOCK, name(register.enable()), name(register.d()), name(register.reset())));
  }
}
