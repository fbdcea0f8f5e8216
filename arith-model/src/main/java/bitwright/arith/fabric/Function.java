package bitwright.arith.fabric;

import java.util.ArrayList;
import java.util.List;

/**
 * Functions of the same nets, freed of constants, of nets listed twice and of nets that none
 * depends on.
 *
 * @param inputs the nets
 * @param tables the functions of them
 */
record Function(List<Net> inputs, List<TruthTable> tables) {

  static Function simplify(List<Net> nets, List<TruthTable> functions) {
    List<Net> inputs = new ArrayList<>(nets);
    List<TruthTable> tables = new ArrayList<>(functions);
    for (int k = inputs.size() - 1; k >= 0; k--) {
      Net net = inputs.get(k);
      int first = inputs.indexOf(net);
      if (net.isConstant()) {
        drop(inputs, tables, k, net.equals(Net.ONE));
      } else if (first < k) {
        merge(inputs, tables, first, k);
      } else if (!dependOn(tables, k)) {
        drop(inputs, tables, k, false);
      }
    }
    // Merging may have freed the function of a net that was looked at before.
    for (int k = inputs.size() - 1; k >= 0; k--) {
      if (!dependOn(tables, k)) {
        drop(inputs, tables, k, false);
      }
    }
    return new Function(inputs, tables);
  }

  private static boolean dependOn(List<TruthTable> tables, int k) {
    for (TruthTable table : tables) {
      if (table.dependsOn(k)) {
        return true;
      }
    }
    return false;
  }

  private static void drop(List<Net> inputs, List<TruthTable> tables, int k, boolean value) {
    inputs.remove(k);
    tables.replaceAll(table -> table.with(k, value));
  }

  private static void merge(List<Net> inputs, List<TruthTable> tables, int first, int k) {
    int size = inputs.size() - 1;
    int[] place = new int[inputs.size()];
    for (int i = 0; i < place.length; i++) {
      place[i] = i < k ? i : i - 1;
    }
    place[k] = first;
    inputs.remove(k);
    tables.replaceAll(table -> table.placed(size, place));
  }

  /** The constant or the net that function t is, or null if it takes a look-up table. */
  Net wire(int t) {
    TruthTable table = tables.get(t);
    if (table.bits() == 0) {
      return Net.ZERO;
    }
    if (table.not().bits() == 0) {
      return Net.ONE;
    }
    for (int k = 0; k < inputs.size(); k++) {
      if (table.equals(TruthTable.input(inputs.size(), k))) {
        return inputs.get(k);
      }
    }
    return null;
  }

  /** Only function t, of the nets it depends on, in the order of their numbers. */
  Function only(int t) {
    Function alone = simplify(inputs, List.of(tables.get(t)));
    List<Net> sorted = alone.inputs.stream().sorted().toList();
    int[] place = new int[sorted.size()];
    for (int k = 0; k < place.length; k++) {
      place[k] = sorted.indexOf(alone.inputs.get(k));
    }
    return new Function(sorted, List.of(alone.tables.get(0).placed(sorted.size(), place)));
  }
}
