package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.TruthTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Several bits as functions of the same nets.
 *
 * @param nets all nets that any bit reads
 * @param tables each bit as a function of them
 */
record Joint(List<Net> nets, List<TruthTable> tables) {

  static Joint of(List<HeapBit> bits) {
    List<Net> nets = new ArrayList<>();
    for (HeapBit bit : bits) {
      for (Net net : bit.nets()) {
        if (!nets.contains(net)) {
          nets.add(net);
        }
      }
    }
    List<TruthTable> tables = new ArrayList<>();
    for (HeapBit bit : bits) {
      int[] place = new int[bit.nets().size()];
      for (int k = 0; k < place.length; k++) {
        place[k] = nets.indexOf(bit.nets().get(k));
      }
      tables.add(bit.function().placed(nets.size(), place));
    }
    return new Joint(nets, tables);
  }

  TruthTable zero() {
    return new TruthTable(nets.size(), 0);
  }

  /** The sum of all bits modulo 2. */
  TruthTable parity() {
    TruthTable parity = zero();
    for (TruthTable table : tables) {
      parity = parity.xor(table);
    }
    return parity;
  }

  /** Whether at least so many bits are 1. */
  TruthTable atLeast(int least) {
    long rows = 0;
    for (int row = 0; row < 1 << nets.size(); row++) {
      int ones = 0;
      for (TruthTable table : tables) {
        ones += table.row(row) ? 1 : 0;
      }
      rows |= ones >= least ? 1L << row : 0;
    }
    return new TruthTable(nets.size(), rows);
  }
}
