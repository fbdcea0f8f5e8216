package bitwright.arith.heap;

import bitwright.arith.fabric.CarryBit;
import bitwright.arith.fabric.Group;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.fabric.TruthTable;
import java.util.ArrayList;
import java.util.List;

/** Builds the cells of a schedule. */
final class Emitter {
  private static final String CHAIN = "carry chain";
  private static final String FULL_ADDER = "full adder";
  private static final String GATE = "gate";

  private final NetlistBuilder builder;
  private final Pipeline pipeline;
  private final Stages stages;
  private final int before;
  private int groups;

  /**
   * Builds cells of a heap.
   *
   * @param before the stages before the heap, which names of nets tell
   */
  Emitter(NetlistBuilder builder, Pipeline pipeline, int before) {
    this.builder = builder;
    this.pipeline = pipeline;
    this.before = before;
    stages = new Stages(builder, pipeline.enable());
  }

  Stages stages() {
    return stages;
  }

  void emit(Step step) {
    int stage = pipeline.stage(step.level());
    if (step instanceof Step.Gate gate) {
      HeapBit bit = stages.at(gate.bit(), stage);
      int column = gate.wire().column;
      group("g", stage, GATE, List.of(row(column, List.of(bit))));
      Net net = builder.lut(bit.function(), bit.nets());
      builder.bus(List.of(net), "bit", column);
      made(gate.wire(), net, stage);
    } else if (step instanceof Step.FullAdder adder) {
      List<HeapBit> bits = at(adder.bits(), stage);
      int column = adder.sum().column;
      group("f", stage, FULL_ADDER, List.of(row(column, bits)));
      Joint joint = Joint.of(bits);
      List<Net> nets = builder.pair(joint.parity(), joint.atLeast(2), joint.nets());
      builder.bus(nets.subList(0, 1), "sum", column);
      builder.bus(nets.subList(1, 2), "carry", column + 1);
      made(adder.sum(), nets.get(0), stage);
      made(adder.carry(), nets.get(1), stage);
    } else if (step instanceof Step.Chain chain) {
      emit(chain, stage);
    }
  }

  private static void made(Dot dot, Net net, int stage) {
    if (dot != null) {
      dot.built = HeapBit.of(net);
      dot.stage = stage;
    }
  }

  private List<HeapBit> at(List<Dot> dots, int stage) {
    return dots.stream().map(dot -> stages.at(dot, stage)).toList();
  }

  private void emit(Step.Chain chain, int stage) {
    Net enters = Net.ZERO;
    if (chain.carryIn() != null) {
      enters = stages.at(chain.carryIn(), stage).nets().get(0);
    }
    Net majority = chain.entersAsMajority() ? enters : Net.ZERO;
    group("a", stage, CHAIN, rows(chain, enters, stage));
    List<CarryBit> bits = new ArrayList<>();
    for (Step.Taken taken : chain.positions()) {
      List<HeapBit> here = at(taken.here(), stage);
      switch (taken.shape().kind()) {
        case ROW -> majority = row(builder, here, majority, chain.column() + bits.size(), bits);
        case SIX -> six(here, bits);
        case FOUR_ONE -> fourAndOne(here, at(taken.above(), stage).get(0), bits);
      }
    }
    Net carryIn = chain.entersAsMajority() ? Net.ZERO : enters;
    NetlistBuilder.Chain built = builder.chain(carryIn, bits, chain.column());
    for (int k = 0; k < bits.size(); k++) {
      made(chain.sums().get(k), built.sums().get(k), stage);
    }
    made(chain.majorityOut(), majority, stage);
    made(chain.carryOut(), built.carryOut(), stage);
  }

  /** What the positions of a chain add, and the bit that enters it. */
  private List<Group.Row> rows(Step.Chain chain, Net enters, int stage) {
    List<List<HeapBit>> rows = new ArrayList<>();
    for (Step.Taken taken : chain.positions()) {
      rows.add(new ArrayList<>(at(taken.here(), stage)));
      if (taken.shape().positions() == 2) {
        rows.add(at(taken.above(), stage));
      }
    }
    if (!enters.equals(Net.ZERO)) {
      rows.get(0).add(HeapBit.of(enters));
    }
    List<Group.Row> told = new ArrayList<>();
    for (int k = 0; k < rows.size(); k++) {
      told.add(row(chain.column() + k, rows.get(k)));
    }
    return told;
  }

  private void group(String kind, int stage, String title, List<Group.Row> rows) {
    builder.group(new Group(kind, before + stage, groups++, title, rows));
  }

  /** Tells of the heap before a stage. */
  void remark(int stage, int[] heights) {
    StringBuilder title = new StringBuilder("The heap, bits in each column from 2^0 up:");
    for (int height : heights) {
      title.append(' ').append(height);
    }
    builder.group(new Group("", before + stage, Group.NONE, title.toString(), List.of()));
  }

  /** A row that is told of in names and comments. */
  static Group.Row row(int column, List<HeapBit> bits) {
    return new Group.Row(
        column, bits.stream().map(bit -> new Group.Bit(bit.function(), bit.nets())).toList());
  }

  /**
   * Adds a position for at most three bits and the majority from below; returns the majority that
   * leaves.
   */
  static Net row(
      NetlistBuilder builder, List<HeapBit> bits, Net majority, int column, List<CarryBit> to) {
    boolean enters = !majority.equals(Net.ZERO);
    List<HeapBit> all = new ArrayList<>(bits);
    if (enters) {
      all.add(HeapBit.of(majority));
    }
    Joint sum = Joint.of(all);
    int size = sum.nets().size();
    if (all.size() <= 2) {
      // Where s is 0 both bits are equal, so di may be either; alone, a bit generates nothing.
      TruthTable di = all.size() < 2 ? sum.zero() : sum.tables().get(1);
      to.add(new CarryBit(sum.nets(), sum.parity(), di));
      return Net.ZERO;
    }
    Joint joint = Joint.of(bits);
    int[] place = new int[joint.nets().size()];
    for (int k = 0; k < place.length; k++) {
      place[k] = sum.nets().indexOf(joint.nets().get(k));
    }
    List<Net> nets = builder.pair(sum.parity(), joint.atLeast(2).placed(size, place), sum.nets());
    builder.bus(nets.subList(0, 1), "s", column);
    builder.bus(nets.subList(1, 2), "m", column + 1);
    TruthTable s = TruthTable.input(2, 0);
    to.add(new CarryBit(List.of(nets.get(0), majority), s, TruthTable.input(2, 1)));
    return nets.get(1);
  }

  private static void six(List<HeapBit> bits, List<CarryBit> to) {
    Joint six = Joint.of(bits);
    Joint five = Joint.of(bits.subList(0, 5));
    TruthTable di = six.parity().xor(six.tables().get(5));
    to.add(new CarryBit(six.nets(), six.parity(), di));
    TruthTable four = five.atLeast(4);
    to.add(new CarryBit(five.nets(), five.atLeast(2).xor(four), four));
  }

  private static void fourAndOne(List<HeapBit> bits, HeapBit above, List<CarryBit> to) {
    Joint four = Joint.of(bits);
    to.add(new CarryBit(four.nets(), four.parity(), four.tables().get(3)));
    Joint three = Joint.of(bits.subList(0, 3));
    HeapBit majority = HeapBit.of(three.atLeast(2), three.nets().toArray(Net[]::new));
    Joint next = Joint.of(List.of(majority, above));
    to.add(new CarryBit(next.nets(), next.parity(), next.tables().get(1)));
  }
}
