package bitwright.cost.engine;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.SumLayer;
import bitwright.arith.plan.SumPlan;
import bitwright.cost.Family;
import bitwright.cost.Part;
import bitwright.cost.Technology;
import bitwright.cost.primitive.Adder;
import bitwright.cost.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;

/** An elementwise sum, part by part. */
public final class SumCost {
  private static final int HANDSHAKE_LUTS = 2;

  private SumCost() {}

  /** The unit part by part. */
  static List<Part> parts(Technology technology, SumPlan plan) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("sum control", technology.price(control())));
    Primitive lane = lane(technology.family(), plan.layer());
    parts.add(new Part("sum lanes", technology.price(lane).times(plan.fold().pe())));
    parts.addAll(ResultCost.leaving(technology, plan, true, zeros(plan.layer())));
    return parts;
  }

  private static Primitive control() {
    return Primitive.of("sum control").luts("control", HANDSHAKE_LUTS).ffs(2);
  }

  /** A lane: the products with constants, their registers, and the sum with its register. */
  public static Primitive lane(Family family, SumLayer layer) {
    Primitive lane = Primitive.of("sum lane");
    List<ImageCost> terms = new ArrayList<>();
    for (int map = 0; map < layer.formats().size(); map++) {
      ImageCost term = ImageCost.of(family, layer.formats().get(map), layer.multipliers().get(map));
      lane = lane.with("products", term.logic()).ffs(term.kept());
      terms.add(term);
    }
    return sum(family, lane, terms, layer.accumulatorRange().bits());
  }

  /** Low bits in which no term can have a one. */
  private static int zeros(SumLayer layer) {
    int zeros = layer.accumulatorRange().bits() - 1;
    for (int map = 0; map < layer.formats().size(); map++) {
      zeros =
          Math.min(zeros, ImageCost.zeros(layer.formats().get(map), layer.multipliers().get(map)));
    }
    return zeros;
  }

  /**
   * The terms added one after the other, and the register of the sum; low bits in which only one
   * term can have a one need no adder.
   */
  private static Primitive sum(Family family, Primitive lane, List<ImageCost> terms, int bits) {
    ImageCost first = terms.get(0);
    if (terms.size() == 1) {
      return lane.ffs(first.kept());
    }
    Primitive cost = lane;
    IntegerRange range = first.range();
    int zeros = first.zeros();
    for (ImageCost term : terms.subList(1, terms.size())) {
      IntegerRange sum = range.plus(term.range());
      int alone = Math.max(zeros, term.zeros());
      cost =
          cost.with(
              "sum",
              Adder.of(
                  family,
                  Math.max(0, range.bits() - alone),
                  Math.max(0, term.range().bits() - alone),
                  Math.max(0, sum.bits() - alone)));
      range = sum;
      zeros = Math.min(zeros, term.zeros());
    }
    return cost.ffs(Math.max(0, bits - zeros));
  }
}
