package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Logic.wire;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.SumLayer;
import bitwright.arith.plan.SumPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import bitwright.hw.operator.CodeImage;
import bitwright.hw.operator.Ranged;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The sum of PE elements of several feature maps, each times its map's constant: one beat a cycle,
 * when every map has one.
 */
public final class SumUnit extends Circuit {
  /** PE codes a beat, one stream per map. */
  public final List<Stream> ins;

  /** PE codes (or accumulators) a beat. */
  public final Stream out;

  /** The unit of a layer. */
  public SumUnit(SumPlan plan) {
    super(moduleName(plan));
    SumLayer layer = plan.layer();
    int pe = plan.fold().pe();
    int maps = layer.formats().size();
    describe(Descriptions.sum(plan));
    List<Stream> streams = new ArrayList<>();
    for (int map = 0; map < maps; map++) {
      streams.add(streamInput("in_" + map, plan.inputs().get(map).bits()));
    }
    ins = List.copyOf(streams);
    out = streamOutput("out", plan.output().bits());
    observable(out.valid());
    observable(out.ready());
    observable(out.data());

    Flag advance = wire("advance", flag());
    Flag complete = Flag.constant(true);
    for (Stream in : ins) {
      complete = complete.and(in.valid());
    }
    Flag there = complete.named("all_there");
    List<List<Ranged>> terms = new ArrayList<>();
    for (int map = 0; map < maps; map++) {
      ins.get(map).ready().set(there.and(advance));
      terms.add(terms(plan, map, advance));
    }
    List<Ranged> raws = new ArrayList<>();
    for (int lane = 0; lane < pe; lane++) {
      Ranged sum = terms.get(0).get(lane);
      for (int map = 1; map < maps; map++) {
        sum = sum.plus(terms.get(map).get(lane));
      }
      IntegerRange range = layer.accumulatorRange();
      raws.add(new Ranged(sum.modulo(range.bits()), range).delayedBy("sum_" + lane, advance));
    }
    Flag valid = delayed("sum_valid", delayed("terms_valid", there, advance), advance);
    Results.finish(this::add, valid, raws, plan.thresholds(), out, advance);
  }

  /** The module name of a layer's unit. */
  public static String moduleName(SumPlan plan) {
    return "Sum_" + plan.layer().name();
  }

  /** A map's codes times its constant, registered. */
  private List<Ranged> terms(SumPlan plan, int map, Flag advance) {
    SumLayer layer = plan.layer();
    List<Ranged> terms = new ArrayList<>();
    for (Bits code : unpack(ins.get(map).data(), plan.fold().pe())) {
      String name = map + "_" + terms.size();
      Ranged term =
          CodeImage.scaled(
              layer.formats().get(map), code, layer.multipliers().get(map), "code_" + name);
      terms.add(term.delayedBy("term_" + name, advance));
    }
    return terms;
  }

  private <C extends Circuit> C add(String name, Supplier<C> circuit) {
    return instance(name, circuit);
  }
}
