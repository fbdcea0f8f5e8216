package bitwright.arith.heap;

import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.TruthTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A bit of a heap: a function of few nets, which the compressor that adds it absorbs.
 *
 * <p>The bit a₁·b₀ of a product is {@code and(a1, b0)}: two bits of that kind are added by one
 * look-up table beside a carry chain, without a gate of their own.
 *
 * @param function the function
 * @param nets its inputs, at most five
 */
public record HeapBit(TruthTable function, List<Net> nets) {
  private static final TruthTable WIRE = TruthTable.input(1, 0);
  private static final TruthTable AND = TruthTable.and(2);
  private static final TruthTable XOR = TruthTable.xor(2);

  /** Checks the number of nets. */
  public HeapBit {
    nets = List.copyOf(nets);
    if (function.inputs() != nets.size() || nets.size() > 5) {
      throw new IllegalArgumentException(
          "a bit of %d nets with a function of %d; allowed are equal numbers to 5"
              .formatted(nets.size(), function.inputs()));
    }
  }

  /** The bit that a net is. */
  public static HeapBit of(Net net) {
    return net.isConstant()
        ? new HeapBit(TruthTable.constant(net.equals(Net.ONE)), List.of())
        : new HeapBit(WIRE, List.of(net));
  }

  /** Both nets are 1. */
  public static HeapBit and(Net a, Net b) {
    return of(AND, a, b);
  }

  /** One net is 1, but not both. */
  public static HeapBit xor(Net a, Net b) {
    return of(XOR, a, b);
  }

  /** Both nets are equal. */
  public static HeapBit xnor(Net a, Net b) {
    return of(XOR.not(), a, b);
  }

  /** A function of nets, freed of constants, of nets listed twice and of those it ignores. */
  public static HeapBit of(TruthTable function, Net... of) {
    List<Net> nets = new ArrayList<>(List.of(of));
    TruthTable table = function;
    for (int k = nets.size() - 1; k >= 0; k--) {
      Net net = nets.get(k);
      int first = nets.indexOf(net);
      if (first < k && !net.isConstant()) {
        table = merged(table, first, k);
      } else if (net.isConstant() || !table.dependsOn(k)) {
        table = table.with(k, net.equals(Net.ONE));
      } else {
        continue;
      }
      nets.remove(k);
    }
    for (int k = nets.size() - 1; k >= 0; k--) {
      if (!table.dependsOn(k)) {
        table = table.with(k, false);
        nets.remove(k);
      }
    }
    return new HeapBit(table, nets);
  }

  private static TruthTable merged(TruthTable table, int first, int k) {
    int[] place = new int[table.inputs()];
    for (int i = 0; i < place.length; i++) {
      place[i] = i < k ? i : i - 1;
    }
    place[k] = first;
    return table.placed(table.inputs() - 1, place);
  }

  /** The complement. */
  public HeapBit not() {
    return new HeapBit(function.not(), nets);
  }

  /** Whether the bit is the same whatever the nets. */
  public boolean isConstant() {
    return nets.isEmpty();
  }

  /** Whether the bit is a net as it is, so that nothing is to be absorbed. */
  public boolean isWire() {
    return function.equals(WIRE);
  }
}
