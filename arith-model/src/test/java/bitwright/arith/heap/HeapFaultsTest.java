package bitwright.arith.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.fabric.CarryChain;
import bitwright.arith.fabric.Cell;
import bitwright.arith.fabric.Lut;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.TruthTable;
import bitwright.arith.format.IntegerFormat;
import bitwright.arith.heap.DotProductSpec.Accumulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapFaultsTest {
  private static final DotProductSpec SPEC =
      new DotProductSpec(
          IntegerFormat.signed(3), IntegerFormat.signed(3), 2, 8, Accumulation.NONE, 0);
  private static final Netlist RIGHT = DotProductNetlist.of(SPEC).netlist();

  private static boolean caught(Netlist netlist) {
    return new DotProductCheck(SPEC, netlist, 0).exhaustive() > 0;
  }

  private static Netlist with(int cell, Cell other) {
    List<Cell> cells = new ArrayList<>(RIGHT.cells());
    cells.set(cell, other);
    return RIGHT.with(cells);
  }

  @Test
  void allInputsOfTheRightNetlistAgree() {
    DotProductCheck check = new DotProductCheck(SPEC, RIGHT, 0);
    assertEquals(0, check.exhaustive());
    assertEquals(1 << 12, check.vectors());
  }

  /** A row that no input reaches may hold anything: a few of them are. */
  @Test
  void nearlyEveryFlippedRowIsCaught() {
    int flips = 0;
    int seen = 0;
    for (int i = 0; i < RIGHT.cells().size(); i++) {
      if (RIGHT.cells().get(i) instanceof Lut lut && !lut.isDual()) {
        TruthTable table = lut.tables().get(0);
        for (int row = 0; row < 1 << table.inputs(); row++) {
          TruthTable flipped = new TruthTable(table.inputs(), table.bits() ^ 1L << row);
          Lut wrong = new Lut(lut.inputs(), List.of(flipped), lut.outputs());
          seen += caught(with(i, wrong)) ? 1 : 0;
          flips++;
        }
      } else if (RIGHT.cells().get(i) instanceof Lut lut && lut.inputs().size() < 6) {
        for (int row = 0; row < 2 << lut.inputs().size(); row++) {
          List<TruthTable> tables = new ArrayList<>(lut.tables());
          int half = row >> lut.inputs().size();
          int at = row & (1 << lut.inputs().size()) - 1;
          TruthTable table = tables.get(half);
          tables.set(half, new TruthTable(table.inputs(), table.bits() ^ 1L << at));
          seen += caught(with(i, new Lut(lut.inputs(), tables, lut.outputs()))) ? 1 : 0;
          flips++;
        }
      }
    }
    assertTrue(flips > 300, "flips " + flips);
    // An O5 that is di matters only where O6 is 0, so a quarter of its rows may hold anything.
    assertTrue(seen > flips * 6 / 10, seen + " of " + flips);
  }

  @Test
  void everySwappedCarryIsCaught() {
    int swaps = 0;
    for (int i = 0; i < RIGHT.cells().size(); i++) {
      if (RIGHT.cells().get(i) instanceof CarryChain chain && chain.length() > 1) {
        List<Net> sums = new ArrayList<>(chain.sums());
        Collections.swap(sums, 0, 1);
        CarryChain wrong =
            new CarryChain(chain.carryIn(), chain.s(), chain.di(), sums, chain.carries());
        assertTrue(caught(with(i, wrong)), chain::toString);
        Net opposite = Net.of(!chain.carryIn().equals(Net.ONE));
        wrong = new CarryChain(opposite, chain.s(), chain.di(), chain.sums(), chain.carries());
        assertTrue(caught(with(i, wrong)), chain::toString);
        swaps += 2;
      }
    }
    assertTrue(swaps >= 4, "swaps " + swaps);
  }
}
