package bitwright.arith.heap;

import bitwright.arith.fabric.CarryBit;
import bitwright.arith.fabric.Net;
import bitwright.arith.fabric.NetlistBuilder;
import bitwright.arith.fabric.TruthTable;
import java.util.ArrayList;
import java.util.List;

/** Builds the cells of a schedule. */
final class Emitter {
  private final NetlistBuilder builder;
  private final Pipeline pipeline;
  private final Stages stages;

  Emitter(NetlistBuilder builder, Pipeline pipeline) {
    this.builder = builder;
    this.pipeline = pipeline;
    stages = new Stages(builder, pipeline.enable());
  }

  Stages stages() {
    return stages;
  }

  void emit(Step step) {
    int stage = pipeline.stage(step.level());
    if (step instanceof Step.Gate gate) {
      HeapBit bit = stages.at(gate.bit(), stage);
      made(gate.wire(), builder.lut(bit.function(), bit.nets()), stage);
    } else if (step instanceof Step.FullAdder adder) {
      Joint joint = Joint.of(at(adder.bits(), stage));
      List<Net> nets = builder.pair(joint.parity(), joint.atLeast(2), joint.nets());
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
    List<CarryBit> bits = new ArrayList<>();
    for (Step.Taken taken : chain.positions()) {
      List<HeapBit> here = at(taken.here(), stage);
      switch (taken.shape().kind()) {
        case ROW -> majority = row(builder, here, majority, bits);
        case SIX -> six(here, bits);
        case FOUR_ONE -> fourAndOne(here, at(taken.above(), stage).get(0), bits);
      }
    }
    Net carryIn = chain.entersAsMajority() ? Net.ZERO : enters;
    NetlistBuilder.Chain built = builder.chain(carryIn, bits);
    for (int k = 0; k < bits.size(); k++) {
      made(chain.sums().get(k), built.sums().get(k), stage);
    }
    made(chain.majorityOut(), majority, stage);
    made(chain.carryOut(), built.carryOut(), stage);
  }

  /**
   * Adds a position for at most three bits and the majority from below; returns the majority that
   * leaves.
   */
  static Net row(NetlistBuilder builder, List<HeapBit> bits, Net majority, List<CarryBit> to) {
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
