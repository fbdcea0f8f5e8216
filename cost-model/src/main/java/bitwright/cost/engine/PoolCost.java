package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.plan.PoolPlan;
import bitwright.cost.Family;
import bitwright.cost.Part;
import bitwright.cost.Technology;
import bitwright.cost.primitive.Accumulator;
import bitwright.cost.primitive.Comparator;
import bitwright.cost.primitive.Counter;
import bitwright.cost.primitive.Primitive;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The lanes of a pooling layer behind its sliding window, part by part. */
public final class PoolCost {
  private static final int HANDSHAKE_LUTS = 2;

  private PoolCost() {}

  /** The unit part by part, the window not included. */
  static List<Part> parts(Technology technology, PoolPlan plan) {
    Family family = technology.family();
    List<Part> parts = new ArrayList<>();
    int positions = plan.layer().patches().window().positions();
    parts.add(new Part("pool control", technology.price(control(family, positions))));
    boolean max = plan.layer().operation() == PoolLayer.Operation.MAX;
    Format format = plan.layer().patches().windowFormat();
    Primitive lane =
        max ? greatest(family, format) : total(family, format, plan.layer().accumulatorRange());
    parts.add(new Part("pool lanes", technology.price(lane).times(plan.fold().pe())));
    parts.addAll(ResultCost.leaving(technology, plan, !max, 0));
    return parts;
  }

  private static Primitive control(Family family, int positions) {
    return Primitive.of("pool control")
        .with("counter", Counter.of(family, positions))
        .luts("control", HANDSHAKE_LUTS)
        .ffs(1);
  }

  /**
   * The greatest code so far, as a key in the order of values: its register, a comparator, and the
   * enable, which is also given for the first code; up to six bits that leaves less to share, and
   * takes two LUTs more. Where keys are codes with some bits inverted, the keys are free.
   */
  public static Primitive greatest(Family family, Format format) {
    int bits = format.bits();
    return Primitive.of("greatest")
        .with("comparator", Comparator.variable(family, bits))
        .luts("control", family.xilinx() && bits <= 6 ? 3 : 1)
        .ffs(bits)
        .with("keys", ValueOrderCost.of(family, format));
  }

  /**
   * The sum so far of images, which starts over with each window. A code of at most four bits, the
   * total and its gate are the inputs of one LUT6, so that its image costs nothing.
   */
  public static Primitive total(Family family, Format format, IntegerRange range) {
    ImageCost image = ImageCost.of(family, format, BigInteger.ONE);
    boolean absorbed = family.xilinx() && format.bits() <= 4 && image.range().signed();
    return Primitive.of("total")
        .with("images", image.logic(), absorbed ? 0 : 1)
        .with("sum", Accumulator.of(family, range.bits(), image.range().signed()));
  }
}
