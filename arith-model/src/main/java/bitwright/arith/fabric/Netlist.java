package bitwright.arith.fabric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Cells of a Xilinx fabric and the ports that they join; built by {@link NetlistBuilder}.
 *
 * <p>Counting follows Yosys: every {@link Lut} is one look-up table, whether it has one output or
 * two; a position of a carry chain whose s is a plain wire or a constant needs none; a chain takes
 * a CARRY4 for every four positions, or a CARRY8 for every eight.
 *
 * @param inputs the input ports, without the clock
 * @param cells the cells; each reads only ports, registers and cells before it
 * @param outputs the output ports
 * @param nets all net numbers are below this one
 * @param labels what the nets are called
 */
public record Netlist(
    List<Bus> inputs, List<Cell> cells, List<Bus> outputs, int nets, Labels labels) {

  /** Keeps copies of the lists. */
  public Netlist {
    inputs = List.copyOf(inputs);
    cells = List.copyOf(cells);
    outputs = List.copyOf(outputs);
  }

  /** The same ports and nets with other cells, in an order in which each reads those before it. */
  public Netlist with(List<Cell> otherCells) {
    return new Netlist(inputs, otherCells, outputs, nets, labels);
  }

  /** The netlist of cells in any order. */
  static Netlist ordered(
      List<Bus> inputs, List<Cell> cells, List<Bus> outputs, int nets, Labels labels) {
    int[] depth = depths(cells, nets);
    List<Cell> sorted = new ArrayList<>(cells);
    sorted.sort(
        Comparator.<Cell>comparingInt(cell -> order(cell, depth))
            .thenComparing(cell -> cell.drives().get(0)));
    return new Netlist(inputs, sorted, outputs, nets, labels);
  }

  private static int order(Cell cell, int[] depth) {
    return cell instanceof Register ? Integer.MAX_VALUE : depth[cell.drives().get(0).id()];
  }

  /**
   * How many cells lie between the ports or registers and each net.
   *
   * @throws IllegalStateException if cells form a loop without a register
   */
  static int[] depths(List<Cell> cells, int nets) {
    int[] depth = new int[nets];
    int[] driver = new int[nets];
    Arrays.fill(driver, -1);
    for (int i = 0; i < cells.size(); i++) {
      if (!(cells.get(i) instanceof Register)) {
        for (Net net : cells.get(i).drives()) {
          driver[net.id()] = i;
          depth[net.id()] = -1;
        }
      }
    }
    boolean[] open = new boolean[cells.size()];
    for (int i = 0; i < cells.size(); i++) {
      settle(cells, i, driver, depth, open);
    }
    return depth;
  }

  private static void settle(List<Cell> cells, int i, int[] driver, int[] depth, boolean[] open) {
    Cell cell = cells.get(i);
    if (cell instanceof Register || depth[cell.drives().get(0).id()] >= 0) {
      return;
    }
    if (open[i]) {
      throw new IllegalStateException("%s closes a loop without a register".formatted(cell));
    }
    open[i] = true;
    int deepest = 0;
    for (Net net : cell.reads()) {
      if (depth[net.id()] < 0) {
        settle(cells, driver[net.id()], driver, depth, open);
      }
      deepest = Math.max(deepest, depth[net.id()]);
    }
    for (Net net : cell.drives()) {
      depth[net.id()] = deepest + 1;
    }
  }

  /** The number of look-up tables. */
  public int luts() {
    return (int) cells.stream().filter(Lut.class::isInstance).count();
  }

  /** The number of flip-flops. */
  public int ffs() {
    return (int) cells.stream().filter(Register.class::isInstance).count();
  }

  /** The number of carry cells of the given length, 4 or 8. */
  public int carries(int positions) {
    int count = 0;
    for (Cell cell : cells) {
      if (cell instanceof CarryChain chain) {
        count += (chain.length() + positions - 1) / positions;
      }
    }
    return count;
  }

  /**
   * The positions of carry chains whose s is a plain wire. Yosys counts no look-up table for them;
   * on the device the wire passes the one beside the position.
   */
  public int wiredPositions() {
    Set<Net> computed = new HashSet<>();
    List<Net> propagates = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell instanceof Lut lut) {
        computed.addAll(lut.outputs());
      } else if (cell instanceof CarryChain chain) {
        propagates.addAll(chain.s());
      }
    }
    return (int) propagates.stream().filter(s -> !s.isConstant() && !computed.contains(s)).count();
  }

  /** The most look-up tables on a path between registers or ports; carry chains count none. */
  public int levels() {
    return (int) Math.round(longestPath(1, 0, 0));
  }

  /**
   * The longest path between registers or ports.
   *
   * @param lut the delay of a look-up table
   * @param carryEntry the delay into a carry chain, from s, di or the carry in
   * @param carryPosition the delay from one position to the next, and to a sum
   */
  public double longestPath(double lut, double carryEntry, double carryPosition) {
    double[] at = new double[nets];
    double longest = 0;
    for (Cell cell : cells) {
      if (cell instanceof Lut one) {
        for (int t = 0; t < one.tables().size(); t++) {
          at[one.outputs().get(t).id()] = latest(one, t, at) + lut;
        }
      } else if (cell instanceof CarryChain chain) {
        double carry = at[chain.carryIn().id()] + carryEntry;
        for (int k = 0; k < chain.length(); k++) {
          double s = at[chain.s().get(k).id()] + carryEntry;
          double di = at[chain.di().get(k).id()] + carryEntry;
          at[chain.sums().get(k).id()] = Math.max(carry, s) + carryPosition;
          carry = Math.max(carry, Math.max(s, di)) + carryPosition;
          at[chain.carries().get(k).id()] = carry;
        }
      }
    }
    for (Cell cell : cells) {
      if (cell instanceof Register register) {
        longest = Math.max(longest, latest(register.reads(), at));
      }
    }
    for (Bus bus : outputs) {
      longest = Math.max(longest, latest(bus.nets(), at));
    }
    return longest;
  }

  private static double latest(Lut lut, int function, double[] at) {
    TruthTable table = lut.tables().get(function);
    double latest = 0;
    for (int k = 0; k < table.inputs(); k++) {
      if (table.dependsOn(k)) {
        latest = Math.max(latest, at[lut.inputs().get(k).id()]);
      }
    }
    return latest;
  }

  private static double latest(List<Net> nets, double[] at) {
    double latest = 0;
    for (Net net : nets) {
      latest = Math.max(latest, at[net.id()]);
    }
    return latest;
  }

  /**
   * The port of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Bus port(String name) {
    for (List<Bus> buses : List.of(inputs, outputs)) {
      for (Bus bus : buses) {
        if (bus.name().equals(name)) {
          return bus;
        }
      }
    }
    throw new IllegalArgumentException("the netlist has no port %s".formatted(name));
  }
}
