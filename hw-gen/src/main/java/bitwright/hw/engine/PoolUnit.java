package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.delayed;
import static bitwright.hw.chisel.Logic.pack;
import static bitwright.hw.chisel.Logic.register;
import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Logic.when;
import static bitwright.hw.chisel.Logic.wire;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.Format;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.plan.PoolPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.chisel.Stream;
import bitwright.hw.operator.CodeImage;
import bitwright.hw.operator.Ranged;
import bitwright.hw.operator.ValueOrder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The maximum, or the sum, over the kh·kw positions of a window, for PE channels at a time: one
 * position a cycle, one result after every last position.
 */
public final class PoolUnit extends Circuit {
  /** PE codes of the window's format a beat, position by position. */
  public final Stream in;

  /** PE codes (or accumulators) a beat. */
  public final Stream out;

  private final PoolPlan plan;
  private final Flag advance = wire("advance", flag());

  /** The unit of a layer. */
  public PoolUnit(PoolPlan plan) {
    super(moduleName(plan));
    this.plan = plan;
    Format format = plan.layer().patches().windowFormat();
    int pe = plan.fold().pe();
    describe(Descriptions.pool(plan));
    in = streamInput("in", pe * format.bits());
    out = streamOutput("out", plan.output().bits());
    observable(out.valid());
    observable(out.ready());
    observable(out.data());

    in.ready().set(advance);
    Flag step = in.valid().and(advance).named("step");
    Counter position = Counter.of("position", plan.layer().patches().window().positions(), step);
    Flag later = position.value().any().named("position_later");
    Flag valid = delayed("result_valid", in.valid().and(position.last()), advance);
    List<Bits> codes = unpack(in.data(), pe);
    if (plan.layer().operation() == PoolLayer.Operation.MAX) {
      Bits beat = pack(maxima(format, codes, step, later));
      Results.queue(this::add, valid, beat, out, advance);
    } else {
      List<Ranged> totals = totals(format, codes, step, later);
      Results.finish(this::add, valid, totals, plan.thresholds(), out, advance);
    }
  }

  /** The module name of a layer's unit. */
  public static String moduleName(PoolPlan plan) {
    return "Pool_" + plan.layer().name();
  }

  private List<Bits> maxima(Format format, List<Bits> codes, Flag step, Flag later) {
    ValueOrder order = new ValueOrder(format);
    List<Bits> results = new ArrayList<>();
    for (Bits code : codes) {
      int lane = results.size();
      Bits key = order.key(code).named("key_" + lane);
      Bits best = register("best_" + lane, bits(key.width()));
      Flag wins = later.and(best.atLeast(key)).not().named("wins_" + lane);
      when(step.and(wins), () -> best.set(key));
      results.add(order.code(best).named("greatest_" + lane));
    }
    return results;
  }

  private List<Ranged> totals(Format format, List<Bits> codes, Flag step, Flag later) {
    int width = plan.layer().accumulatorRange().bits();
    List<Ranged> totals = new ArrayList<>();
    for (Bits code : codes) {
      int lane = totals.size();
      Ranged image = CodeImage.scaled(format, code, BigInteger.ONE, "code_" + lane);
      Bits term = image.modulo(width).named("image_" + lane);
      Bits total = register("total_" + lane, bits(width));
      Bits kept = total.onlyIf(later).named("kept_" + lane);
      when(step, () -> total.set(kept.plus(term).low(width)));
      totals.add(new Ranged(total, plan.layer().accumulatorRange()));
    }
    return totals;
  }

  private <C extends Circuit> C add(String name, java.util.function.Supplier<C> circuit) {
    return instance(name, circuit);
  }
}
