package bitwright.cost.engine;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.SumLayer;
import bitwright.arith.plan.SumPlan;
import bitwright.cost.Part;
import bitwright.cost.Resources;
import bitwright.cost.primitive.Adder;
import java.util.ArrayList;
import java.util.List;

/** An elementwise sum, part by part. */
final class SumCost {
  private static final int HANDSHAKE_LUTS = 2;

  private SumCost() {}

  static List<Part> parts(SumPlan plan) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("sum control", new Resources(HANDSHAKE_LUTS, 2, 0, 0, 0)));
    SumLayer layer = plan.layer();
    List<ImageCost> terms = new ArrayList<>();
    for (int map = 0; map < layer.formats().size(); map++) {
      terms.add(ImageCost.of(layer.formats().get(map), layer.multipliers().get(map)));
    }
    int pes = plan.fold().pe();
    parts.add(new Part("constant products", products(terms).times(pes)));
    parts.add(new Part("sum lanes", sum(terms, layer.accumulatorRange().bits()).times(pes)));
    parts.addAll(ResultCost.leaving(plan, true));
    return parts;
  }

  /** The terms with their registers. */
  private static Resources products(List<ImageCost> terms) {
    return terms.stream()
        .map(term -> term.logic().plus(Resources.ffs(term.kept())))
        .reduce(Resources.NONE, Resources::plus);
  }

  /**
   * The terms added one after the other, and the register of the sum; low bits in which only one
   * term can have a one need no adder.
   */
  private static Resources sum(List<ImageCost> terms, int bits) {
    ImageCost first = terms.get(0);
    if (terms.size() == 1) {
      return Resources.ffs(first.kept());
    }
    Resources cost = Resources.NONE;
    IntegerRange range = first.range();
    int zeros = first.zeros();
    for (ImageCost term : terms.subList(1, terms.size())) {
      IntegerRange sum = range.plus(term.range());
      int alone = Math.max(zeros, term.zeros());
      cost =
          cost.plus(
              Adder.of(
                  Math.max(0, range.bits() - alone),
                  Math.max(0, term.range().bits() - alone),
                  Math.max(0, sum.bits() - alone)));
      range = sum;
      zeros = Math.min(zeros, term.zeros());
    }
    return cost.plus(Resources.ffs(Math.max(0, bits - zeros)));
  }
}
