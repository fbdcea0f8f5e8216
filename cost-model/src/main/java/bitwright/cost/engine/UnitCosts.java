package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.plan.LineBufferPlan;
import bitwright.arith.plan.MatrixPlan;
import bitwright.arith.plan.PoolPlan;
import bitwright.arith.plan.SumPlan;
import bitwright.arith.plan.ThresholdPlan;
import bitwright.arith.plan.WindowPlan;
import bitwright.cost.Family;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import java.util.List;

/** The formulas of single units, as they are held against the synthesis of each unit alone. */
public final class UnitCosts {

  private static final int UNUSED_CODE = 3;

  private UnitCosts() {}

  private static Resources sum(List<Part> parts) {
    return parts.stream().map(Part::resources).reduce(Resources.NONE, Resources::plus);
  }

  /** A queue of two beats. */
  public static Resources queue(Technology technology, int width) {
    return technology.price(StreamQueueCost.of(technology.family(), width));
  }

  /** A queue of many beats. */
  public static Resources fifo(Technology technology, int width, int depth) {
    return technology.price(StreamCost.fifo(technology.family(), width, depth));
  }

  /** A fork. */
  public static Resources fork(Technology technology, int consumers) {
    return technology.price(StreamCost.fork(technology.family(), consumers));
  }

  /** The joining of maps. */
  public static Resources concat(Technology technology, int width, List<Integer> beats) {
    return technology.price(StreamCost.concat(technology.family(), width, beats));
  }

  /** A converter to beats of so many of the incoming ones. */
  public static Resources upsizer(Technology technology, int width, int factor) {
    return technology.price(ConverterCost.of(technology.family(), width, 1, factor));
  }

  /** A converter to beats that are so many times smaller. */
  public static Resources downsizer(Technology technology, int width, int factor) {
    return technology.price(ConverterCost.of(technology.family(), width, factor, 1));
  }

  /** The double buffer of input vectors. */
  public static Resources vectorBuffer(Technology technology, int width, int words, int replays) {
    return technology.price(VectorBufferCost.of(technology.family(), width, words, replays));
  }

  /** A sliding window. */
  public static Resources window(Technology technology, WindowPlan plan) {
    int in = plan.lanes() * plan.inBits();
    int out = plan.outBits() > plan.inBits() ? in + 1 : in;
    return technology.price(new LineBufferCost(plan.buffer(), in, out).cost(technology.family()));
  }

  /** A unit that moves the pixels of a map. */
  public static Resources move(Technology technology, LineBufferPlan plan, int width) {
    return technology.price(new LineBufferCost(plan, width, width).cost(technology.family()));
  }

  /** The lanes of a pool. */
  public static Resources pool(Technology technology, PoolPlan plan) {
    return sum(PoolCost.parts(technology, plan));
  }

  /** An elementwise sum. */
  public static Resources sum(Technology technology, SumPlan plan) {
    return sum(SumCost.parts(technology, plan));
  }

  /** A requantizer. */
  public static Resources thresholds(Technology technology, ThresholdPlan plan) {
    return sum(new ResultCost(technology, plan).parts());
  }

  /**
   * The dot product of one PE with its registers. Alone, synthesis does not know that no weight has
   * the fourth code of a ternary format: three LUTs a lane on Xilinx.
   */
  public static Resources dotProduct(Technology technology, MatrixPlan plan) {
    Family family = technology.family();
    Resources products =
        plan.isXnor()
            ? technology.price(DotProductCost.counts(family, plan))
            : technology.price(DotProductCost.product(family, plan)).times(plan.fold().simd());
    boolean ternary = plan.layer().weights().format() instanceof TernaryFormat;
    int unknown = ternary && family.xilinx() ? UNUSED_CODE * plan.fold().simd() : 0;
    return products
        .plus(technology.price(DotProductCost.treeAlone(family, plan)))
        .plus(Resources.luts(unknown));
  }

  /** A matrix-vector unit. */
  public static Resources matrix(Technology technology, MatrixPlan plan) {
    return sum(new MatrixCost(technology, plan).parts());
  }

  /** Keys in the order of values from codes, and codes from keys. */
  public static Resources valueOrder(Technology technology, Format format) {
    return technology.price(ValueOrderCost.of(technology.family(), format));
  }
}
