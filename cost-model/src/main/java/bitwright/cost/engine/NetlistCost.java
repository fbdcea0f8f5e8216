package bitwright.cost.engine;

import bitwright.arith.fabric.Bus;
import bitwright.arith.fabric.Cell;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.Register;
import bitwright.cost.Family;
import bitwright.cost.Resources;
import java.util.HashMap;
import java.util.Map;

/**
 * What a netlist of a family's own cells costs: its cells, counted.
 *
 * <p>Synthesis takes them as they are but for one thing: a row of at least three registers with one
 * clock enable, no reset and no taps between them becomes a shift register (SRL16E or SRLC32E),
 * which is one LUT for up to 32 registers.
 */
public final class NetlistCost {
  private static final int LEAST_SHIFT = 3;
  private static final int MOST_SHIFT = 32;

  private final Netlist netlist;
  private final int[] readers;
  private final Map<Net, Register> behind = new HashMap<>();
  private final Map<Net, Register> drivers = new HashMap<>();

  private NetlistCost(Netlist netlist) {
    this.netlist = netlist;
    readers = new int[netlist.nets()];
    for (Cell cell : netlist.cells()) {
      cell.reads().forEach(net -> readers[net.id()]++);
      if (cell instanceof Register register) {
        behind.put(register.d(), register);
        drivers.put(register.q(), register);
      }
    }
    for (Bus bus : netlist.outputs()) {
      bus.nets().forEach(net -> readers[net.id()]++);
    }
  }

  /** The cost of a netlist. */
  public static Resources of(Family family, Netlist netlist) {
    return new NetlistCost(netlist).resources(family);
  }

  private Resources resources(Family family) {
    int lut = netlist.luts();
    int ff = netlist.ffs();
    for (Cell cell : netlist.cells()) {
      if (cell instanceof Register register && shifts(register) && !continues(register)) {
        int length = length(register);
        if (length >= LEAST_SHIFT) {
          lut += (length + MOST_SHIFT - 1) / MOST_SHIFT;
          ff -= length;
        }
      }
    }
    return new Resources(lut, ff, netlist.carries(family.carryBits()), 0, 0);
  }

  private static boolean shifts(Register register) {
    return register.reset().equals(Net.ZERO);
  }

  /** Whether the register before it is part of the same row. */
  private boolean continues(Register register) {
    Register before = drivers.get(register.d());
    return before != null && readers[before.q().id()] == 1 && joins(before, register);
  }

  private static boolean joins(Register before, Register after) {
    return shifts(before) && shifts(after) && before.enable().equals(after.enable());
  }

  private int length(Register first) {
    int length = 1;
    Register last = first;
    while (readers[last.q().id()] == 1
        && behind.get(last.q()) != null
        && joins(last, behind.get(last.q()))) {
      last = behind.get(last.q());
      length++;
    }
    return length;
  }
}
