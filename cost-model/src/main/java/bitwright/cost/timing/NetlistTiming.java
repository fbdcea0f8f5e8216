package bitwright.cost.timing;

import bitwright.arith.fabric.CarryChain;
import bitwright.arith.fabric.Cell;
import bitwright.arith.fabric.Lut;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.Netlist;
import bitwright.arith.fabric.Register;
import bitwright.arith.fabric.TruthTable;
import bitwright.arith.plan.Recent;
import bitwright.cost.Family;
import bitwright.cost.timing.TimingPath.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The longest paths of a netlist of cells: from its inputs, and from its registers.
 *
 * <p>The LUT in front of a carry chain counts with the chain, as in {@link TimingPath}.
 */
final class NetlistTiming {

  /** What lies behind a net. */
  private record Arrival(boolean input, int luts, int chains, int bits, boolean lutLast) {
    Arrival throughTable() {
      return new Arrival(input, luts + 1, chains, bits, true);
    }

    TimingPath path(String name, Family family, Source source) {
      return new TimingPath(name, family, input ? source : Source.REGISTER, luts, chains, bits, 0);
    }
  }

  private static final Arrival REGISTER = new Arrival(false, 0, 0, 0, false);
  private static final Arrival INPUT = new Arrival(true, 0, 0, 0, false);

  private static final Recent<Key, List<TimingPath>> KNOWN = new Recent<>(1024);

  private record Key(String name, Family family, Source source, Recent.Same netlist) {}

  private final String name;
  private final Family family;
  private final Source source;
  private final Arrival[] at;

  private NetlistTiming(String name, Family family, Source source, int nets) {
    this.name = name;
    this.family = family;
    this.source = source;
    at = new Arrival[nets];
  }

  /**
   * The longest path of a netlist.
   *
   * @param source where its inputs come from
   */
  static List<TimingPath> paths(String name, Family family, Source source, Netlist netlist) {
    return KNOWN.get(
        new Key(name, family, source, new Recent.Same(netlist)),
        key -> longest(name, family, source, netlist));
  }

  private static List<TimingPath> longest(
      String name, Family family, Source source, Netlist netlist) {
    NetlistTiming timing = new NetlistTiming(name, family, source, netlist.nets());
    netlist.inputs().forEach(bus -> bus.nets().forEach(net -> timing.at[net.id()] = INPUT));
    Arrival longest = timing.walk(netlist);
    return List.of(longest.path(name, family, source));
  }

  private Arrival walk(Netlist netlist) {
    for (Cell cell : netlist.cells()) {
      if (cell instanceof Lut lut) {
        for (int t = 0; t < lut.tables().size(); t++) {
          at[lut.outputs().get(t).id()] = latest(lut, lut.tables().get(t)).throughTable();
        }
      } else if (cell instanceof CarryChain chain) {
        pass(chain);
      }
    }
    List<Net> ends = new ArrayList<>();
    for (Cell cell : netlist.cells()) {
      if (cell instanceof Register register) {
        ends.addAll(register.reads());
      }
    }
    netlist.outputs().forEach(bus -> ends.addAll(bus.nets()));
    return latest(ends);
  }

  private void pass(CarryChain chain) {
    Arrival carry = enter(at(chain.carryIn()));
    for (int k = 0; k < chain.length(); k++) {
      Arrival s = enter(at(chain.s().get(k)));
      Arrival di = enter(at(chain.di().get(k)));
      at[chain.sums().get(k).id()] = further(later(carry, s));
      carry = further(later(carry, later(s, di)));
      at[chain.carries().get(k).id()] = carry;
    }
  }

  private static Arrival enter(Arrival a) {
    return new Arrival(a.input, a.luts - (a.lutLast ? 1 : 0), a.chains + 1, a.bits, false);
  }

  private static Arrival further(Arrival a) {
    return new Arrival(a.input, a.luts, a.chains, a.bits + 1, false);
  }

  private Arrival at(Net net) {
    return net.id() < at.length && at[net.id()] != null ? at[net.id()] : REGISTER;
  }

  /** The latest of the inputs that a function depends on: its partner's do not delay it. */
  private Arrival latest(Lut lut, TruthTable function) {
    return latest(
        IntStream.range(0, function.inputs())
            .filter(function::dependsOn)
            .mapToObj(lut.inputs()::get)
            .toList());
  }

  private Arrival latest(List<Net> nets) {
    Arrival latest = REGISTER;
    for (Net net : nets) {
      latest = later(latest, at(net));
    }
    return latest;
  }

  private Arrival later(Arrival a, Arrival b) {
    return b.path(name, family, source).delay() > a.path(name, family, source).delay() ? b : a;
  }
}
