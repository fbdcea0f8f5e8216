package bitwright.arith.fabric;

import bitwright.arith.plan.Cells;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prints a netlist as a Verilog module of Xilinx cells: LUT1 to LUT6, LUT6_2, CARRY4 or CARRY8, and
 * FDRE.
 *
 * <p>The ports are those of the netlist; a netlist with registers has the clock as its first port,
 * {@value #CLOCK}. Nets have the names that their builder gave, cells stand by group, and registers
 * that hold back the bits of a bus are one array. Where the vendor's or Yosys's library of cells is
 * absent, {@link SimulationModels} has models of them.
 */
public final class NetlistVerilog {
  /** The name of the clock. */
  public static final String CLOCK = "clock";

  private static final String UNUSED = "unused";
  private static final int LINE = 100;

  private final Netlist netlist;
  private final int positions;
  private final Set<Net> read = new HashSet<>();
  private final NetNames names;
  private final Map<Section, List<Line>> sections = new TreeMap<>();
  private final Map<Integer, Set<Net>> leaving = new HashMap<>();
  private int unused;

  /** Cells printed together; registers before the groups of the stage that they lead to. */
  private record Section(int stage, int group) implements Comparable<Section> {
    @Override
    public int compareTo(Section other) {
      int byStage = Integer.compare(stage, other.stage);
      return byStage != 0 ? byStage : Integer.compare(group, other.group);
    }
  }

  /** The text of a cell, after those of lower rank. */
  private record Line(int rank, String text) {}

  private NetlistVerilog(Netlist netlist, int positions) {
    this.netlist = netlist;
    this.positions = positions;
    netlist.cells().forEach(cell -> read.addAll(cell.reads()));
    netlist.outputs().forEach(bus -> read.addAll(bus.nets()));
    for (Cell cell : netlist.cells()) {
      if (cell instanceof CarryChain chain) {
        for (int k = positions; k < chain.length(); k += positions) {
          read.add(chain.carries().get(k - 1));
        }
      }
    }
    names = new NetNames(netlist, read, Set.of(CLOCK, UNUSED, UNUSED + "_inputs"));
    netlist.cells().forEach(this::leave);
    netlist.outputs().forEach(bus -> leave(bus.nets(), Group.NONE));
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
    List<Register> registers = new ArrayList<>();
    for (Cell cell : netlist.cells()) {
      if (cell instanceof Lut lut) {
        instance(lut);
      } else if (cell instanceof CarryChain chain) {
        instance(chain);
      } else if (cell instanceof Register register) {
        registers.add(register);
      }
    }
    arrays(registers);
    remarks();
    StringBuilder text = new StringBuilder("module ").append(moduleName).append("(\n");
    text.append(String.join(",\n", ports())).append("\n);\n");
    names.codes().forEach(line -> text.append("  ").append(line).append('\n'));
    names.wires().values().forEach(wires -> declare(wires, text));
    if (unused > 0) {
      text.append("  wire [%d:0] %s;\n".formatted(unused - 1, UNUSED));
    }
    List<String> ignored = ignored();
    if (!ignored.isEmpty()) {
      text.append("  wire unused_inputs = &{1'b0, %s};\n".formatted(String.join(", ", ignored)));
    }
    int stage = Group.NONE;
    for (Section section : sections.keySet()) {
      if (section.stage != stage && netlist.ffs() > 0 && !netlist.labels().groups().isEmpty()) {
        text.append("\n  // Stage %d: %s\n".formatted(section.stage, operands(section.stage)));
      }
      stage = section.stage;
      comment(section, text);
      sections.get(section).stream()
          .sorted(Comparator.comparingInt(Line::rank))
          .forEach(line -> text.append("  ").append(line.text).append('\n'));
    }
    text.append('\n');
    for (Bus bus : netlist.outputs()) {
      text.append("  assign %s = %s;\n".formatted(bus.name(), names.concatenation(bus.nets())));
    }
    return text.append("endmodule\n").toString();
  }

  /** Notes which nets a cell reads of groups other than its own. */
  private void leave(Cell cell) {
    Net drives = cell.drives().get(0);
    boolean later = netlist.labels().of(drives) instanceof Label.Delayed;
    leave(cell.reads(), later ? Group.NONE : names.group(drives));
  }

  private void leave(List<Net> nets, int reader) {
    for (Net net : nets) {
      int group = names.group(net);
      boolean own = group == reader || netlist.labels().of(net) instanceof Label.Delayed;
      if (!own && group >= 0) {
        leaving.computeIfAbsent(group, key -> new HashSet<>()).add(net);
      }
    }
  }

  private static String operands(int stage) {
    return stage == 0
        ? "of the operands as they enter."
        : "of operands that entered %d enabled clock%s before."
            .formatted(stage, stage == 1 ? "" : "s");
  }

  private static void declare(List<NetNames.Wire> wires, StringBuilder text) {
    String range = null;
    StringBuilder line = new StringBuilder();
    for (NetNames.Wire wire : wires) {
      if (!wire.range().equals(range) || line.length() + wire.name().length() > LINE - 3) {
        text.append(line.isEmpty() ? "" : line + ";\n");
        line.setLength(0);
        line.append("  wire ").append(wire.range()).append(wire.name());
        range = wire.range();
      } else {
        line.append(", ").append(wire.name());
      }
    }
    text.append(line).append(";\n");
  }

  private void comment(Section section, StringBuilder text) {
    if (section.group < 0) {
      return;
    }
    Group group = netlist.labels().groups().get(section.group);
    List<Group.Row> rows = group.rows().stream().filter(row -> !row.bits().isEmpty()).toList();
    String colon = group.prefix().isEmpty() || group.title().isEmpty() ? "" : ": ";
    text.append("\n  // ").append(group.prefix()).append(colon).append(group.title());
    List<Net> leave =
        leaving.getOrDefault(section.group, Set.of()).stream().sorted(names::compare).toList();
    if (!rows.isEmpty()) {
      int bits = rows.stream().mapToInt(row -> row.bits().size()).sum();
      text.append(
          " from %d bit%s to %s"
              .formatted(bits, bits == 1 ? "" : "s", String.join(", ", upwards(leave))));
    }
    text.append('\n');
    for (Group.Row row : rows) {
      text.append("  //   ").append(row(row)).append('\n');
    }
  }

  private String row(Group.Row row) {
    List<String> bits =
        row.bits().stream().map(bit -> BitText.of(bit.function(), bit.nets(), names::of)).toList();
    return "2^%d: %s".formatted(row.column(), String.join(" + ", bits));
  }

  private List<String> upwards(List<Net> nets) {
    List<String> slices = names.slices(nets);
    Collections.reverse(slices);
    return slices;
  }

  /** What is said without cells. */
  private void remarks() {
    List<Group> groups = netlist.labels().groups();
    for (int g = 0; g < groups.size(); g++) {
      if (groups.get(g).kind().isEmpty()) {
        sections.put(new Section(groups.get(g).stage(), g), List.of());
      }
    }
  }

  private List<Line> section(Net net) {
    int group = names.group(net);
    int stage = group < 0 ? 0 : Math.max(0, netlist.labels().groups().get(group).stage());
    if (netlist.labels().of(net) instanceof Label.Delayed delayed) {
      boolean placed = group < 0 || netlist.labels().groups().get(group).stage() >= 0;
      return sections.computeIfAbsent(
          placed ? new Section(stage + delayed.stages(), Group.NONE) : new Section(stage, group),
          key -> new ArrayList<>());
    }
    return sections.computeIfAbsent(new Section(stage, group), key -> new ArrayList<>());
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
        .map(names::of)
        .toList();
  }

  private static String declaration(Bus bus) {
    return bus.width() == 1 ? bus.name() : "[%d:0] %s".formatted(bus.width() - 1, bus.name());
  }

  private String driven(Net net) {
    return read.contains(net) ? names.of(net) : "%s[%d]".formatted(UNUSED, unused++);
  }

  private void instance(Lut lut) {
    int size = lut.inputs().size();
    StringBuilder pins = new StringBuilder();
    String type = lut.isDual() ? "LUT6_2" : "LUT" + size;
    int digits = lut.isDual() ? 64 : 1 << size;
    long contents = lut.isDual() ? lut.contents() : lut.tables().get(0).bits();
    Net first = lut.outputs().get(0);
    if (lut.isDual()) {
      pins.append(".O6(%s), .O5(%s)".formatted(driven(first), driven(lut.outputs().get(1))));
    } else {
      pins.append(".O(%s)".formatted(driven(first)));
    }
    for (int k = 0; k < (lut.isDual() ? 6 : size); k++) {
      String pin = k < size ? names.of(lut.inputs().get(k)) : k == 5 ? "1'b1" : "1'b0";
      pins.append(", .I%d(%s)".formatted(k, pin));
    }
    String init = "%d'h%x".formatted(digits, contents);
    String name = names.identifier(read.contains(first) ? first : lut.outputs().get(1));
    section(first)
        .add(
            new Line(
                names.order(first),
                "%s #(.INIT(%s)) lut_%s (%s);".formatted(type, init, name, pins)));
  }

  private void instance(CarryChain chain) {
    Net first = chain.sums().get(0);
    for (int low = 0; low < chain.length(); low += positions) {
      int high = Math.min(low + positions, chain.length());
      String sums = outputs(chain.sums().subList(low, high));
      String carries = outputs(chain.carries().subList(low, high));
      String in = names.of(low == 0 ? chain.carryIn() : chain.carries().get(low - 1));
      String ci =
          positions == 8
              ? ".CI(%s), .CI_TOP(1'b0)".formatted(in)
              : low == 0
                  ? ".CI(1'b0), .CYINIT(%s)".formatted(in)
                  : ".CI(%s), .CYINIT(1'b0)".formatted(in);
      String text =
          "CARRY%d carry_%s_%d (.O(%s), .CO(%s), %s, .DI(%s), .S(%s));"
              .formatted(
                  positions,
                  names.chain(first),
                  names.place(first) + low,
                  sums,
                  carries,
                  ci,
                  filled(chain.di().subList(low, high)),
                  filled(chain.s().subList(low, high)));
      section(first).add(new Line(names.order(chain.s()), text));
    }
  }

  /** The pins of a carry cell; those that nothing reads are bits of {@value #UNUSED}. */
  private String outputs(List<Net> nets) {
    List<String> pins = new ArrayList<>();
    int high = positions - 1;
    while (high >= 0) {
      int low = high;
      boolean wanted = wanted(nets, high);
      while (low > 0 && wanted(nets, low - 1) == wanted) {
        low--;
      }
      if (wanted) {
        pins.addAll(names.slices(nets.subList(low, high + 1)));
      } else {
        int count = high - low + 1;
        unused += count;
        pins.add(
            count == 1
                ? "%s[%d]".formatted(UNUSED, unused - 1)
                : "%s[%d:%d]".formatted(UNUSED, unused - 1, unused - count));
      }
      high = low - 1;
    }
    return NetNames.joined(pins);
  }

  private boolean wanted(List<Net> nets, int k) {
    return k < nets.size() && read.contains(nets.get(k));
  }

  private String filled(List<Net> nets) {
    List<String> pins = names.slices(nets);
    if (nets.size() < positions) {
      pins.add(0, "%d'b0".formatted(positions - nets.size()));
    }
    return NetNames.joined(pins);
  }

  /** Registers with the same controls whose outputs are neighbours in a vector are one array. */
  private void arrays(List<Register> registers) {
    List<Register> sorted = new ArrayList<>(registers);
    sorted.sort(Comparator.comparing(Register::q, names::compare));
    List<Register> array = new ArrayList<>();
    for (Register register : sorted) {
      if (!array.isEmpty() && !joins(array.get(array.size() - 1), register)) {
        array(array);
        array.clear();
      }
      array.add(register);
    }
    if (!array.isEmpty()) {
      array(array);
    }
  }

  private boolean joins(Register below, Register above) {
    return names.follows(below.q(), above.q())
        && below.enable().equals(above.enable())
        && below.reset().equals(above.reset());
  }

  private void array(List<Register> registers) {
    Register first = registers.get(0);
    List<Net> q = registers.stream().map(Register::q).toList();
    List<Net> d = registers.stream().map(Register::d).toList();
    int low = names.place(first.q());
    String range = q.size() == 1 ? "" : "[%d:%d] ".formatted(low + q.size() - 1, low);
    String text =
        "FDRE #(.INIT(1'b0)) ff_%s %s(.Q(%s), .C(%s), .CE(%s), .D(%s), .R(%s));"
            .formatted(
                names.array(q),
                range,
                names.concatenation(q),
                CLOCK,
                names.of(first.enable()),
                names.concatenation(d),
                names.of(first.reset()));
    section(first.q()).add(new Line(names.order(first.q()), text));
  }
}
