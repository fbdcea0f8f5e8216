package bitwright.arith.fabric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The names of the nets of a netlist in Verilog.
 *
 * <p>Nets whose labels are places of one bus without a gap are a vector; others have names that end
 * in their place. Equal netlists have equal names.
 */
final class NetNames {
  /** Where a net is found: a vector or a port with an index, or a name alone. */
  private record Place(String base, int index, boolean vector) {
    @Override
    public String toString() {
      return vector ? "%s[%d]".formatted(base, index) : base;
    }
  }

  /** A declaration of one wire. */
  record Wire(String range, String name) {}

  private static final String UNNAMED = "n";

  private final Netlist netlist;
  private final Place[] places;
  private final int[] order;
  private final Map<String, Integer> vectors = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<Integer, List<Wire>> wires = new TreeMap<>();
  private final List<String> codes = new ArrayList<>();

  /**
   * Names the nets of a netlist.
   *
   * @param read the nets that a cell or an output reads
   * @param reserved names that no net may have
   */
  NetNames(Netlist netlist, Set<Net> read, Set<String> reserved) {
    this.netlist = netlist;
    places = new Place[netlist.nets()];
    order = new int[netlist.nets()];
    places[0] = new Place("1'b0", 0, false);
    places[1] = new Place("1'b1", 0, false);
    taken.addAll(reserved);
    netlist.outputs().forEach(bus -> taken.add(bus.name()));
    netlist.inputs().forEach(this::port);
    netlist.labels().codes().forEach(this::numbers);
    Map<String, List<Net>> bases = new LinkedHashMap<>();
    TreeSet<Net> driven = new TreeSet<>();
    netlist.cells().forEach(cell -> driven.addAll(cell.drives()));
    driven.retainAll(read);
    List<Net> sorted = new ArrayList<>(driven);
    sorted.sort(Comparator.comparing(this::root));
    for (Net net : sorted) {
      bases.computeIfAbsent(base(net), key -> new ArrayList<>()).add(net);
    }
    bases.forEach(this::name);
    int next = 0;
    for (List<Net> nets : bases.values()) {
      nets.sort(Comparator.comparingInt(net -> places[net.id()].index()));
      for (Net net : nets) {
        order[net.id()] = next++;
      }
    }
  }

  private void port(Bus bus) {
    taken.add(bus.name());
    for (int i = 0; i < bus.width(); i++) {
      places[bus.nets().get(i).id()] = new Place(bus.name(), i, bus.width() > 1);
    }
    vectors.put(bus.name(), bus.width());
  }

  /** Gives every number of a port a wire of its own, unless it is a bit or alone. */
  private void numbers(Labels.Codes of) {
    List<Net> nets = netlist.port(of.port()).nets();
    int bits = of.bits();
    if (bits == 1 || nets.size() == bits) {
      return;
    }
    for (int i = 0; i < nets.size() / bits; i++) {
      String name = free(of.name() + i);
      vectors.put(name, bits);
      for (int k = 0; k < bits; k++) {
        places[nets.get(i * bits + k).id()] = new Place(name, k, true);
      }
      codes.add(
          "wire %s[%d:0] %s = %s[%d:%d];"
              .formatted(
                  of.signed() ? "signed " : "",
                  bits - 1,
                  name,
                  of.port(),
                  i * bits + bits - 1,
                  i * bits));
    }
  }

  /** The net that a net holds back, or itself. */
  private Net root(Net net) {
    return netlist.labels().of(net) instanceof Label.Delayed delayed ? root(delayed.of()) : net;
  }

  /** The group that a net is printed with: its own, or that of the net it holds back. */
  int group(Net net) {
    return netlist.labels().of(root(net)) instanceof Label.Part part ? part.group() : Group.NONE;
  }

  private String base(Net net) {
    if (places[net.id()] != null) {
      return places[net.id()].base();
    }
    Label label = netlist.labels().of(net);
    if (label instanceof Label.Delayed delayed) {
      return base(delayed.of()) + "_q" + delayed.stages();
    }
    return label instanceof Label.Part part ? base(part) : UNNAMED;
  }

  private String base(Label.Part part) {
    StringBuilder base = new StringBuilder(netlist.labels().groups().get(part.group()).prefix());
    for (String word : List.of(part.role(), part.part())) {
      base.append(word.isEmpty() ? "" : "_").append(word);
    }
    return base.toString();
  }

  private int index(Net net) {
    if (places[net.id()] != null) {
      return places[net.id()].vector() ? places[net.id()].index() : Label.NO_INDEX;
    }
    Label label = netlist.labels().of(net);
    if (label instanceof Label.Delayed delayed) {
      return index(delayed.of());
    }
    return label instanceof Label.Part part ? part.index() : net.id();
  }

  private void name(String base, List<Net> nets) {
    TreeMap<Integer, Net> byIndex = new TreeMap<>();
    for (Net net : nets) {
      if (index(net) != Label.NO_INDEX) {
        // Of several nets for one place the last is made of the others.
        byIndex.put(index(net), net);
      }
    }
    int count = byIndex.size();
    boolean vector =
        count > 1 && byIndex.lastKey() - byIndex.firstKey() == count - 1 && !base.equals(UNNAMED);
    List<Wire> declared = wires.computeIfAbsent(group(nets.get(0)), key -> new ArrayList<>());
    if (vector) {
      String name = free(base);
      int low = byIndex.firstKey();
      vectors.put(name, count);
      byIndex.forEach((index, net) -> places[net.id()] = new Place(name, index, true));
      declared.add(new Wire("[%d:%d] ".formatted(byIndex.lastKey(), low), name));
    }
    int next = 0;
    for (Net net : nets) {
      if (places[net.id()] != null) {
        continue;
      }
      String name = base;
      if (net.equals(byIndex.get(index(net)))) {
        name += (base.equals(UNNAMED) ? "" : "_") + index(net);
      } else if (nets.size() > 1) {
        name += "_t" + next++;
      }
      places[net.id()] = new Place(free(name), 0, false);
      declared.add(new Wire("", places[net.id()].base()));
    }
  }

  private String free(String wanted) {
    String name = wanted;
    for (int k = 2; !taken.add(name); k++) {
      name = wanted + "_" + k;
    }
    return name;
  }

  /** The wires of the numbers that the inputs consist of, declared. */
  List<String> codes() {
    return codes;
  }

  /** The wires of each group. */
  Map<Integer, List<Wire>> wires() {
    return wires;
  }

  /** The name of a net. */
  String of(Net net) {
    return places[net.id()].toString();
  }

  /** The name of a net as part of a longer identifier. */
  String identifier(Net net) {
    Place place = places[net.id()];
    return place.vector() ? place.base() + "_" + place.index() : place.base();
  }

  /** The vector whose bits, all of them, these nets are, or the name of the first one. */
  String array(List<Net> nets) {
    Place place = places[nets.get(0).id()];
    boolean whole = place.vector() && vectors.get(place.base()) == nets.size();
    return whole ? place.base() : identifier(nets.get(0));
  }

  /** What the names of the nets of a carry chain have in common. */
  String chain(Net sum) {
    return netlist.labels().of(sum) instanceof Label.Part part
        ? base(new Label.Part(part.group(), part.role(), "", Group.NONE))
        : UNNAMED + sum.id();
  }

  /** The place of a net in its bus; 0 for a net that has none. */
  int place(Net net) {
    Net root = root(net);
    int index = netlist.labels().of(root) instanceof Label.Part part ? part.index() : index(root);
    return Math.max(0, index);
  }

  /** Several nets, the last one first: slices of vectors where they lie side by side. */
  String concatenation(List<Net> nets) {
    return joined(slices(nets));
  }

  /** Parts of a concatenation, in braces if there are several. */
  static String joined(List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : "{" + String.join(", ", parts) + "}";
  }

  /** What several nets are a concatenation of, the last one first. */
  List<String> slices(List<Net> nets) {
    List<String> parts = new ArrayList<>();
    int high = nets.size() - 1;
    while (high >= 0) {
      int low = high;
      boolean zero = nets.get(high).equals(Net.ZERO);
      while (low > 0
          && (zero
              ? nets.get(low - 1).equals(Net.ZERO)
              : follows(nets.get(low - 1), nets.get(low)))) {
        low--;
      }
      parts.add(zero ? "%d'b0".formatted(high - low + 1) : slice(nets.get(low), nets.get(high)));
      high = low - 1;
    }
    return parts;
  }

  /** The order of nets by their names, those of a vector from its lowest bit up. */
  int compare(Net a, Net b) {
    return Integer.compare(order(a), order(b));
  }

  /** The place of a net in the order of nets by their names. */
  int order(Net net) {
    return order[net.id()];
  }

  /** The place behind several nets in that order. */
  int order(List<Net> nets) {
    return nets.stream().mapToInt(this::order).max().orElse(0);
  }

  /** Whether a net is the bit below another of the same vector. */
  boolean follows(Net below, Net above) {
    Place low = places[below.id()];
    Place high = places[above.id()];
    return low.vector()
        && high.vector()
        && low.base().equals(high.base())
        && low.index() + 1 == high.index();
  }

  private String slice(Net low, Net high) {
    Place bottom = places[low.id()];
    Place top = places[high.id()];
    if (low.equals(high)) {
      return bottom.toString();
    }
    int size = top.index() - bottom.index() + 1;
    return vectors.get(bottom.base()) == size
        ? bottom.base()
        : "%s[%d:%d]".formatted(bottom.base(), top.index(), bottom.index());
  }
}
