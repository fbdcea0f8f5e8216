package bitwright.arith.fabric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a {@link Netlist}: ports, functions, carry chains and registers.
 *
 * <p>Constants are folded, inputs that do not matter are dropped, equal functions are shared, and
 * what no output needs is left out. Equal calls build equal netlists.
 *
 * <p>Worked example, a registered adder of two 4-bit numbers in four LUTs, one CARRY4 and five
 * flip-flops:
 *
 * <pre>{@code
 * NetlistBuilder b = new NetlistBuilder();
 * List<Net> x = b.input("x", 4);
 * List<Net> y = b.input("y", 4);
 * List<CarryBit> bits = new ArrayList<>();
 * for (int i = 0; i < 4; i++) {
 *   bits.add(CarryBit.of(x.get(i), y.get(i)));
 * }
 * Chain sum = b.chain(Net.ZERO, bits);
 * List<Net> five = new ArrayList<>(sum.sums());
 * five.add(sum.carryOut());
 * b.output("sum", b.registers(five, Net.ONE, Net.ZERO));
 * Netlist adder = b.build();
 * }</pre>
 */
public final class NetlistBuilder {
  private record Key(List<Net> inputs, long bits) {}

  private final List<Bus> inputs = new ArrayList<>();
  private final List<Bus> outputs = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Boolean> pinned = new ArrayList<>();
  private final Map<Key, Net> shared = new HashMap<>();
  private final Map<Net, Boolean> states = new HashMap<>();
  private final List<Label> labels = new ArrayList<>(List.of(Label.NONE, Label.NONE));
  private final List<Group> groups = new ArrayList<>();
  private final List<Labels.Codes> codes = new ArrayList<>();
  private Label label = Label.NONE;
  private String role = "";

  /** A builder of an empty netlist. */
  public NetlistBuilder() {}

  /**
   * The sums and carries of a chain that was built.
   *
   * @param sums the sum of each position
   * @param carries the carry out of each position
   */
  public record Chain(List<Net> sums, List<Net> carries) {

    /** The carry out of the last position. */
    public Net carryOut() {
      return carries.get(carries.size() - 1);
    }
  }

  private Net fresh() {
    labels.add(label);
    return new Net(labels.size() - 1);
  }

  /** The following nets belong to a group, and have no role until one is given. */
  public void group(Group group) {
    groups.add(group);
    role("");
  }

  /** What the following nets are in their group: a part of their names. */
  public void role(String name) {
    role(name, Label.NO_INDEX);
  }

  /** What the following nets are, and their place in a bus of these. */
  public void role(String name, int index) {
    role = name;
    label = groups.isEmpty() ? Label.NONE : new Label.Part(groups.size() - 1, name, "", index);
  }

  /**
   * Nets of the current group are bits of a bus; others keep their names.
   *
   * @param low the place of the first of them
   */
  public void bus(List<Net> nets, String part, int low) {
    for (int i = 0; i < nets.size(); i++) {
      if (labels.get(nets.get(i).id()) instanceof Label.Part known
          && known.group() == groups.size() - 1) {
        labels.set(nets.get(i).id(), new Label.Part(known.group(), role, part, low + i));
      }
    }
  }

  /**
   * The input of a name is a row of numbers, which printed text calls by a name and their place.
   *
   * @param bits the bits of a number
   * @param signed whether numbers are in two's complement
   */
  public void codes(String port, String name, int bits, boolean signed) {
    codes.add(new Labels.Codes(port, name, bits, signed));
  }

  private List<Net> fresh(int count) {
    List<Net> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(fresh());
    }
    return list;
  }

  /** An input port; its bits, the lowest first. */
  public List<Net> input(String name, int width) {
    List<Net> bits = List.copyOf(fresh(width));
    bits.forEach(net -> labels.set(net.id(), Label.NONE));
    inputs.add(new Bus(name, bits));
    return bits;
  }

  /** An output port of these bits, the lowest first. */
  public void output(String name, List<Net> bits) {
    outputs.add(new Bus(name, bits));
  }

  /** A function of nets; {@code nets[k]} is input k of the table. */
  public Net lut(TruthTable table, Net... of) {
    return lut(table, List.of(of));
  }

  /** A function of nets; {@code of.get(k)} is input k of the table. */
  public Net lut(TruthTable table, List<Net> of) {
    if (table.inputs() != of.size()) {
      throw new IllegalArgumentException(
          "a function of %d inputs cannot read %d nets".formatted(table.inputs(), of.size()));
    }
    Function function = Function.simplify(of, List.of(table));
    Net wire = function.wire(0);
    if (wire != null) {
      return wire;
    }
    Function sorted = function.only(0);
    Key key = new Key(sorted.inputs(), sorted.tables().get(0).bits());
    Net known = shared.get(key);
    if (known == null) {
      known = fresh();
      shared.put(key, known);
      add(new Lut(sorted.inputs(), sorted.tables(), List.of(known)), false);
    }
    return known;
  }

  /**
   * Two functions of the same at most five nets in one LUT6_2, so that O6 can be the s of a carry
   * chain: the nets of O6 and O5. A function that is a constant or a wire takes no look-up table.
   */
  public List<Net> pair(TruthTable o6, TruthTable o5, List<Net> of) {
    Function both = Function.simplify(of, List.of(o6, o5));
    Net first = both.wire(0);
    Net second = both.wire(1);
    if (first == null && second != null) {
      first = fresh();
      Function alone = both.only(0);
      add(new Lut(alone.inputs(), alone.tables(), List.of(first)), true);
    }
    if (first != null) {
      return List.of(first, second != null ? second : lut(both.tables().get(1), both.inputs()));
    }
    List<Net> drives = List.of(fresh(), fresh());
    add(new Lut(both.inputs(), both.tables(), drives), true);
    return drives;
  }

  private void add(Cell cell, boolean pin) {
    cells.add(cell);
    pinned.add(pin);
  }

  /** A carry chain whose first position is bit 0 of a number. */
  public Chain chain(Net carryIn, List<CarryBit> bits) {
    return chain(carryIn, bits, 0);
  }

  /**
   * A carry chain.
   *
   * @param low the column of its first position, which only names of nets tell
   * @throws IllegalArgumentException if the two functions of a position do not fit one look-up
   *     table: they have six inputs, and di is neither a net nor s with an input that di does not
   *     have at 0
   */
  public Chain chain(Net carryIn, List<CarryBit> bits, int low) {
    List<Net> s = new ArrayList<>();
    List<Net> di = new ArrayList<>();
    int before = labels.size();
    for (CarryBit bit : bits) {
      position(bit, s.isEmpty() && !carryIn.isConstant(), s, di);
    }
    called(s, before, "s", low);
    called(di, before, "di", low);
    List<Net> sums = fresh(bits.size());
    List<Net> carries = fresh(bits.size());
    bus(sums, "sum", low);
    bus(carries, "co", low + 1);
    add(new CarryChain(carryIn, s, di, sums, carries), false);
    return new Chain(List.copyOf(sums), List.copyOf(carries));
  }

  /** Names those nets of a chain that were made for it. */
  private void called(List<Net> nets, int before, String part, int low) {
    for (int k = 0; k < nets.size(); k++) {
      if (nets.get(k).id() >= before) {
        bus(List.of(nets.get(k)), part, low + k);
      }
    }
  }

  /**
   * Adds the look-up table of one position. In position 0 of a chain with a carry in from the
   * fabric, that carry takes the wire by which di would pass the table, so di comes out of O5.
   */
  private void position(CarryBit bit, boolean bypassTaken, List<Net> s, List<Net> di) {
    Function both = Function.simplify(bit.inputs(), List.of(bit.s(), bit.di()));
    Net sWire = both.wire(0);
    Net diWire = both.wire(1);
    boolean through = bypassTaken && diWire != null && !diWire.isConstant();
    if (sWire != null) {
      s.add(sWire);
      di.add(diWire != null ? diWire : lut(both.tables().get(1), both.inputs()));
      return;
    }
    if (diWire != null && !(through && both.inputs().size() <= 5)) {
      Function alone = both.only(0);
      Net net = fresh();
      add(new Lut(alone.inputs(), alone.tables(), List.of(net)), true);
      s.add(net);
      di.add(diWire);
      return;
    }
    Net o6 = fresh();
    Net o5 = fresh();
    add(dual(both, List.of(o6, o5)), true);
    s.add(o6);
    di.add(o5);
  }

  private static Lut dual(Function both, List<Net> drives) {
    List<Net> in = both.inputs();
    if (in.size() <= 5) {
      return new Lut(in, both.tables(), drives);
    }
    TruthTable s = both.tables().get(0);
    TruthTable di = both.tables().get(1);
    for (int k = 5; k >= 0; k--) {
      if (!di.dependsOn(k) && s.with(k, false).equals(di.with(k, false))) {
        int[] place = {0, 1, 2, 3, 4, 5};
        place[k] = 5;
        place[5] = k;
        List<Net> swapped = new ArrayList<>(in);
        swapped.set(k, in.get(5));
        swapped.set(5, in.get(k));
        TruthTable first = s.placed(6, place);
        return new Lut(swapped, List.of(first, first.with(5, false)), drives);
      }
    }
    throw new IllegalArgumentException(
        "a carry position of six nets whose di %s is not its s %s with one net at 0"
            .formatted(di, s));
  }

  /** A flip-flop that always loads. */
  public Net register(Net d) {
    return register(d, Net.ONE, Net.ZERO);
  }

  /** A flip-flop with clock enable and synchronous reset; see {@link Register}. */
  public Net register(Net d, Net enable, Net reset) {
    Net q = fresh();
    add(new Register(d, enable, reset, q), false);
    return q;
  }

  /** A flip-flop that holds another net back, together with those before it by some stages. */
  public Net delay(Net d, Net enable, Net of, int stages) {
    Net q = register(d, enable, Net.ZERO);
    labels.set(q.id(), new Label.Delayed(of, stages));
    return q;
  }

  /** A flip-flop for each net; a constant 0 needs none. */
  public List<Net> registers(List<Net> d, Net enable, Net reset) {
    List<Net> q = new ArrayList<>();
    for (Net net : d) {
      q.add(net.equals(Net.ZERO) ? net : register(net, enable, reset));
    }
    return q;
  }

  /** The output of a flip-flop that {@link #connect} gives its input later, for loops. */
  public Net state() {
    Net q = fresh();
    states.put(q, false);
    return q;
  }

  /** Connects the flip-flop behind a net of {@link #state}. */
  public void connect(Net state, Net d, Net enable, Net reset) {
    if (!Boolean.FALSE.equals(states.put(state, true))) {
      throw new IllegalArgumentException("%s is no unconnected state".formatted(state));
    }
    add(new Register(d, enable, reset, state), false);
  }

  /**
   * The netlist of what the outputs need, functions packed two to a look-up table where they fit.
   */
  public Netlist build() {
    states.forEach(
        (net, connected) -> {
          if (!connected) {
            throw new IllegalStateException("the state %s was never connected".formatted(net));
          }
        });
    int nets = labels.size();
    Liveness live = new Liveness(cells, outputs, nets);
    List<Cell> kept = new ArrayList<>();
    List<Lut> free = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = live.kept(i);
      if (cell instanceof Lut lut && !pinned.get(i)) {
        free.add(lut);
      } else if (cell != null) {
        kept.add(cell);
      }
    }
    return Netlist.ordered(
        inputs, LutPacker.pack(kept, free, nets), outputs, nets, new Labels(groups, labels, codes));
  }
}
