package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.plan.PoolPlan;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.primitive.Accumulator;
import bitwright.cost.primitive.Comparator;
import bitwright.cost.primitive.Counter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The lanes of a pooling layer behind its sliding window, part by part. */
final class PoolCost {
  private static final int HANDSHAKE_LUTS = 2;

  private PoolCost() {}

  static List<Part> parts(PoolPlan plan) {
    List<Part> parts = new ArrayList<>();
    int positions = plan.layer().patches().window().positions();
    Resources control = Counter.of(positions).plus(new Resources(HANDSHAKE_LUTS, 1, 0, 0, 0));
    parts.add(new Part("pool control", control));
    boolean max = plan.layer().operation() == PoolLayer.Operation.MAX;
    Resources lane = max ? greatest(plan.layer().patches().windowFormat()) : total(plan);
    parts.add(new Part("pool lanes", lane.times(plan.fold().pe())));
    parts.addAll(ResultCost.leaving(plan, !max));
    return parts;
  }

  /**
   * The greatest code so far, as a key in the order of values: its register, a comparator, and the
   * enable. Where keys are codes with some bits inverted, the keys are free.
   */
  private static Resources greatest(Format format) {
    int bits = format.bits();
    return Comparator.variable(bits)
        .plus(new Resources(1, bits, 0, 0, 0))
        .plus(ValueOrderCost.of(format));
  }

  /** The sum so far of images, which starts over with each window. */
  private static Resources total(PoolPlan plan) {
    ImageCost image = ImageCost.of(plan.layer().patches().windowFormat(), BigInteger.ONE);
    IntegerRange range = plan.layer().accumulatorRange();
    return image.logic().plus(Accumulator.of(range.bits(), image.range().signed()));
  }
}
