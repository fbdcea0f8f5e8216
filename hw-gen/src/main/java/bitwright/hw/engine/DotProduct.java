package bitwright.hw.engine;

import static bitwright.hw.chisel.Logic.unpack;
import static bitwright.hw.chisel.Type.bits;
import static bitwright.hw.chisel.Type.flag;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.plan.MatrixPlan;
import bitwright.hw.chisel.Bits;
import bitwright.hw.chisel.Circuit;
import bitwright.hw.chisel.Flag;
import bitwright.hw.operator.Popcount;
import bitwright.hw.operator.ProductCircuit;
import bitwright.hw.operator.Ranged;
import bitwright.hw.operator.ReductionTree;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The sum of SIMD products of a weight and an input code, in as many bits as the accumulator needs
 * of it, {@code 1 + treeLevels} enabled clocks later.
 *
 * <p>Products are registered before the tree, and the tree after every level. For ±1 × ±1 the
 * products are the bits of one XNOR, counted in groups of six, and the sum is the number of
 * matches.
 */
public final class DotProduct extends Circuit {
  /** The pipeline advances. */
  public final Flag enable;

  /** SIMD weight codes, the first in the lowest bits. */
  public final Bits weights;

  /** SIMD input codes, the first in the lowest bits. */
  public final Bits inputs;

  /** The sum, modulo 2^{@code plan.sumBits()}. */
  public final Bits sum;

  /** The dot product of one PE of a layer. */
  public DotProduct(MatrixPlan plan) {
    super(moduleName(plan));
    Format weight = plan.layer().weights().format();
    Format input = plan.layer().input();
    int simd = plan.fold().simd();
    describe(Descriptions.dotProduct(plan));
    enable = input("enable", flag());
    weights = input("weights", bits(simd * weight.bits()));
    inputs = input("inputs", bits(simd * input.bits()));
    sum = output("sum", bits(plan.sumBits()));
    List<Ranged> terms = plan.isXnor() ? matches() : products(plan, weight, input);
    List<Ranged> leaves = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      leaves.add(terms.get(i).delayedBy("term_" + i, enable));
    }
    sum.set(ReductionTree.sum(leaves, plan.sumBits(), enable));
  }

  private static String moduleName(MatrixPlan plan) {
    String weight = ProductCircuit.identifier(plan.layer().weights().format());
    String input = ProductCircuit.identifier(plan.layer().input());
    return "DotProduct_" + weight + "_" + input + "_x" + plan.fold().simd() + "_w" + plan.sumBits();
  }

  /**
   * Counts of equal bits in groups of {@link MatrixPlan#POPCOUNT_GROUP}, the last group being
   * perhaps smaller.
   */
  private List<Ranged> matches() {
    Bits equal = weights.xor(inputs).not().named("equal");
    List<Ranged> counts = new ArrayList<>();
    for (int low = 0; low < equal.width(); low += MatrixPlan.POPCOUNT_GROUP) {
      int size = Math.min(MatrixPlan.POPCOUNT_GROUP, equal.width() - low);
      Bits group = equal.slice(low + size - 1, low);
      Popcount popcount = instance("popcount_" + counts.size(), () -> new Popcount(size));
      popcount.vector.set(group);
      counts.add(new Ranged(popcount.count, IntegerRange.of(0, size)));
    }
    return counts;
  }

  private List<Ranged> products(MatrixPlan plan, Format weight, Format input) {
    int simd = plan.fold().simd();
    IntegerRange range = plan.productRange();
    int width = Math.min(range.bits(), plan.sumBits());
    List<Bits> w = unpack(weights, simd);
    List<Bits> x = unpack(inputs, simd);
    List<Ranged> products = new ArrayList<>();
    for (int i = 0; i < simd; i++) {
      ProductCircuit product =
          instance("product_" + i, () -> new ProductCircuit(weight, input, width));
      product.a.set(w.get(i));
      product.b.set(x.get(i));
      products.add(
          width == range.bits() ? new Ranged(product.product, range) : cut(product.product));
    }
    return products;
  }

  /**
   * Bits that are the low end of a product, taken as an unsigned number: the sum is the same modulo
   * 2^width.
   */
  private static Ranged cut(Bits product) {
    BigInteger most = BigInteger.ONE.shiftLeft(product.width()).subtract(BigInteger.ONE);
    return new Ranged(product, new IntegerRange(BigInteger.ZERO, most));
  }
}
