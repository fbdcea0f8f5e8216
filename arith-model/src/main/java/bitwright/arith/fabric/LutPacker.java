package bitwright.arith.fabric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts two functions into one LUT6_2 where their united inputs are at most five.
 *
 * <p>Only functions at the same depth are paired, and then, of those left over, functions at the
 * same height above the registers and outputs: neither can close a loop through a cell. The largest
 * function chooses first, and takes the largest partner that fits.
 */
final class LutPacker {
  private static final int SHARED_INPUTS = 5;

  private final Map<Integer, Integer> partner = new HashMap<>();

  private LutPacker() {}

  static List<Cell> pack(List<Cell> fixed, List<Lut> free, int nets) {
    List<Cell> cells = new ArrayList<>(fixed);
    List<Lut> single = pack(cells, free, Netlist.depths(all(cells, free), nets));
    single = pack(cells, single, heights(all(cells, single), nets));
    return all(cells, single);
  }

  private static List<Cell> all(List<Cell> cells, List<Lut> free) {
    List<Cell> all = new ArrayList<>(cells);
    all.addAll(free);
    return all;
  }

  /** How many cells lie between each net and the farthest register or output. */
  private static int[] heights(List<Cell> cells, int nets) {
    int[] depth = Netlist.depths(cells, nets);
    List<Cell> last = new ArrayList<>(cells);
    last.removeIf(Register.class::isInstance);
    last.sort(Comparator.comparingInt(cell -> -depth[cell.drives().get(0).id()]));
    int[] height = new int[nets];
    for (Cell cell : last) {
      int here = 0;
      for (Net net : cell.drives()) {
        here = Math.max(here, height[net.id()]);
      }
      for (Net net : cell.drives()) {
        height[net.id()] = here;
      }
      for (Net net : cell.reads()) {
        height[net.id()] = Math.max(height[net.id()], here + 1);
      }
    }
    return height;
  }

  /**
   * Pairs functions whose outputs have the same label; adds pairs to the cells, returns the rest.
   */
  private static List<Lut> pack(List<Cell> cells, List<Lut> free, int[] label) {
    LutPacker packer = new LutPacker();
    Map<Integer, List<Integer>> levels = new HashMap<>();
    for (int i = 0; i < free.size(); i++) {
      Lut lut = free.get(i);
      if (lut.inputs().size() <= SHARED_INPUTS) {
        int at = label[lut.outputs().get(0).id()];
        levels.computeIfAbsent(at, key -> new ArrayList<>()).add(i);
      }
    }
    levels.values().forEach(indices -> packer.match(free, indices));
    List<Lut> single = new ArrayList<>();
    for (int i = 0; i < free.size(); i++) {
      Integer other = packer.partner.get(i);
      if (other == null) {
        single.add(free.get(i));
      } else if (other > i) {
        cells.add(merge(free.get(i), free.get(other)));
      }
    }
    return single;
  }

  private void match(List<Lut> luts, List<Integer> indices) {
    Map<Net, Set<Integer>> readers = new HashMap<>();
    List<TreeSet<Integer>> bySize = new ArrayList<>();
    for (int k = 0; k <= SHARED_INPUTS; k++) {
      bySize.add(new TreeSet<>());
    }
    for (int i : indices) {
      bySize.get(luts.get(i).inputs().size()).add(i);
      for (Net net : luts.get(i).inputs()) {
        readers.computeIfAbsent(net, key -> new LinkedHashSet<>()).add(i);
      }
    }
    List<Integer> order = new ArrayList<>(indices);
    order.sort(Comparator.comparingInt(i -> -luts.get(i).inputs().size()));
    for (int i : order) {
      if (partner.containsKey(i)) {
        continue;
      }
      remove(luts, i, readers, bySize);
      int best = best(luts, i, readers, bySize);
      if (best >= 0) {
        remove(luts, best, readers, bySize);
        partner.put(i, best);
        partner.put(best, i);
      }
    }
  }

  private static void remove(
      List<Lut> luts, int i, Map<Net, Set<Integer>> readers, List<TreeSet<Integer>> bySize) {
    bySize.get(luts.get(i).inputs().size()).remove(i);
    for (Net net : luts.get(i).inputs()) {
      readers.get(net).remove(i);
    }
  }

  private static int best(
      List<Lut> luts, int i, Map<Net, Set<Integer>> readers, List<TreeSet<Integer>> bySize) {
    List<Net> inputs = luts.get(i).inputs();
    int best = -1;
    int size = 0;
    for (Net net : inputs) {
      for (int other : readers.get(net)) {
        List<Net> theirs = luts.get(other).inputs();
        if (theirs.size() > size && united(inputs, theirs) <= SHARED_INPUTS) {
          best = other;
          size = theirs.size();
        }
      }
    }
    for (int k = SHARED_INPUTS - inputs.size(); k > size; k--) {
      if (!bySize.get(k).isEmpty()) {
        return bySize.get(k).first();
      }
    }
    return best;
  }

  private static int united(List<Net> a, List<Net> b) {
    int count = a.size();
    for (Net net : b) {
      count += a.contains(net) ? 0 : 1;
    }
    return count;
  }

  private static Lut merge(Lut a, Lut b) {
    List<Net> inputs = new ArrayList<>(a.inputs());
    for (Net net : b.inputs()) {
      if (!inputs.contains(net)) {
        inputs.add(net);
      }
    }
    return new Lut(
        inputs,
        List.of(over(inputs, a), over(inputs, b)),
        List.of(a.outputs().get(0), b.outputs().get(0)));
  }

  private static TruthTable over(List<Net> inputs, Lut lut) {
    int[] place = new int[lut.inputs().size()];
    for (int k = 0; k < place.length; k++) {
      place[k] = inputs.indexOf(lut.inputs().get(k));
    }
    return lut.tables().get(0).placed(inputs.size(), place);
  }
}
