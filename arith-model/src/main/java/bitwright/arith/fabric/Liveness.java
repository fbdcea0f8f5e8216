package bitwright.arith.fabric;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Which cells, and how much of each carry chain, the outputs of a netlist need. */
final class Liveness {
  private final List<Cell> cells;
  private final int[] driver;
  private final boolean[] live;
  private final int[] needed;
  private final Deque<Net> pending = new ArrayDeque<>();

  Liveness(List<Cell> cells, List<Bus> outputs, int nets) {
    this.cells = cells;
    driver = new int[nets];
    live = new boolean[nets];
    needed = new int[cells.size()];
    Arrays.fill(driver, -1);
    for (int i = 0; i < cells.size(); i++) {
      for (Net net : cells.get(i).drives()) {
        driver[net.id()] = i;
      }
    }
    outputs.forEach(bus -> bus.nets().forEach(this::mark));
    while (!pending.isEmpty()) {
      visit(pending.pop());
    }
  }

  private void mark(Net net) {
    if (!live[net.id()]) {
      live[net.id()] = true;
      pending.push(net);
    }
  }

  private void visit(Net net) {
    int index = driver[net.id()];
    if (index < 0) {
      return;
    }
    if (cells.get(index) instanceof CarryChain chain) {
      int position = chain.sums().indexOf(net);
      int length = 1 + (position >= 0 ? position : chain.carries().indexOf(net));
      mark(chain.carryIn());
      for (int k = needed[index]; k < length; k++) {
        mark(chain.s().get(k));
        mark(chain.di().get(k));
      }
      needed[index] = Math.max(needed[index], length);
    } else {
      needed[index] = 1;
      cells.get(index).reads().forEach(this::mark);
    }
  }

  /** Cell i, without what nobody needs of it; null if nobody needs it. */
  Cell kept(int i) {
    Cell cell = cells.get(i);
    if (needed[i] == 0) {
      return null;
    }
    if (cell instanceof CarryChain chain && needed[i] < chain.length()) {
      int n = needed[i];
      return new CarryChain(
          chain.carryIn(),
          chain.s().subList(0, n),
          chain.di().subList(0, n),
          chain.sums().subList(0, n),
          chain.carries().subList(0, n));
    }
    if (cell instanceof Lut lut && lut.isDual()) {
      return halves(lut);
    }
    return cell;
  }

  private Cell halves(Lut lut) {
    boolean first = live[lut.outputs().get(0).id()];
    boolean second = live[lut.outputs().get(1).id()];
    if (first && second) {
      return lut;
    }
    int half = first ? 0 : 1;
    int inputs = lut.tables().get(half).inputs();
    Function alone =
        Function.simplify(lut.inputs().subList(0, inputs), List.of(lut.tables().get(half)));
    return new Lut(alone.inputs(), alone.tables(), List.of(lut.outputs().get(half)));
  }
}
