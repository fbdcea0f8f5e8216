package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.TernaryFormat;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.Family;
import bitwright.cost.primitive.Adder;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Product;
import java.util.ArrayList;
import java.util.List;

/** The dot product of one PE: products, their registers, and a tree registered at every level. */
public final class DotProductCost {
  /** The LUT6 of a count of 0 to 6 matches. */
  private static final List<Integer> LUT6_COUNTS = List.of(0, 1, 2, 2, 5, 5, 7);

  /** The LUT4 of a count of 0 to 6 matches. */
  private static final List<Integer> LUT4_COUNTS = List.of(0, 1, 2, 4, 7, 9, 10);

  private static final Format SIGN = FormatNames.parse("bipolar1");

  private static final int SHIFT = 3;

  private DotProductCost() {}

  /**
   * The product of one lane with its register; not for XNOR.
   *
   * <p>A ternary weight that is 0 resets the register on iCE40, which takes one LUT for the
   * condition and leaves the product with the sign.
   */
  public static Primitive product(Family family, MatrixPlan plan) {
    Format weight = plan.layer().weights().format();
    Format input = plan.layer().input();
    int ffs = kept(plan, plan.productRange());
    if (!family.xilinx() && weight instanceof TernaryFormat) {
      return Product.of(family, SIGN, input).luts("zero", 1).ffs(ffs);
    }
    return Product.of(family, weight, input).ffs(ffs);
  }

  /**
   * The counts of six matches each of an XNOR layer, with their registers. Up to three matches are
   * a LUT6 a bit of count. More are a full adder of the first three (two LUTs, since a match is two
   * inputs) and three LUTs that add the rest, of which three are a full adder before: 5 for four or
   * five matches, 7 for six.
   *
   * <p>In LUT4 the sum and the carry of two matches are a LUT each, those of three take 4 LUTs, two
   * such pairs and their sum 10, measured in the circuits of 8 to 128 lanes.
   */
  public static Primitive counts(Family family, MatrixPlan plan) {
    Primitive counts = Primitive.of("match counts");
    for (IntegerRange leaf : leaves(plan)) {
      int lanes = leaf.max().intValueExact();
      int luts = family.xilinx() ? LUT6_COUNTS.get(lanes) : LUT4_COUNTS.get(lanes);
      counts = counts.luts("counts", luts).ffs(kept(plan, leaf));
    }
    return counts;
  }

  private static List<IntegerRange> leaves(MatrixPlan plan) {
    List<IntegerRange> leaves = new ArrayList<>();
    if (!plan.isXnor()) {
      for (int i = 0; i < plan.fold().simd(); i++) {
        leaves.add(plan.productRange());
      }
      return leaves;
    }
    for (int lane = 0; lane < plan.fold().simd(); lane += MatrixPlan.POPCOUNT_GROUP) {
      int lanes = Math.min(MatrixPlan.POPCOUNT_GROUP, plan.fold().simd() - lane);
      leaves.add(IntegerRange.of(0, lanes));
    }
    return leaves;
  }

  private static int kept(MatrixPlan plan, IntegerRange range) {
    return Math.min(range.bits(), plan.sumBits());
  }

  /**
   * The tree: neighbours are added level by level, an odd one out is passed on, and every level is
   * registered in as many bits as its range needs, but no more than the result keeps.
   */
  public static Primitive tree(Family family, MatrixPlan plan) {
    return tree(family, leaves(plan), plan.sumBits());
  }

  /**
   * The tree as synthesis makes it of a dot product alone.
   *
   * <p>Xilinx: one that is passed on twice or more, its own register included, is then a shift
   * register, a LUT a bit instead of three flip-flops or more. Example: 5 products of 16 bits are
   * 48 flip-flops less and 16 LUTs more. In whole accelerators these stay flip-flops.
   */
  static Primitive treeAlone(Family family, MatrixPlan plan) {
    List<IntegerRange> leaves = leaves(plan);
    Primitive tree = tree(family, leaves, plan.sumBits());
    return family.xilinx() ? shifted(tree, leaves, plan.sumBits()) : tree;
  }

  private static Primitive shifted(Primitive tree, List<IntegerRange> leaves, int most) {
    Primitive cost = tree;
    IntegerRange last = leaves.get(leaves.size() - 1);
    IntegerRange all = last;
    int registers = 1;
    int under = 1;
    for (int size = leaves.size(); size > 1; size = (size + 1) / 2) {
      boolean passed = size % 2 == 1;
      if (passed) {
        registers++;
      }
      if (!passed || size == 2) {
        if (registers >= SHIFT) {
          int bits = Math.min(most, all.bits());
          cost = cost.luts("shifts", bits).ffs(-bits * registers);
        }
        registers = 1;
      }
      if (!passed) {
        int first = (size - 2) * under;
        all = leaves.subList(first, leaves.size()).stream().reduce(IntegerRange::plus).orElse(all);
      }
      under *= 2;
    }
    return cost;
  }

  /** The tree over leaves of given ranges, of whose sums at most some bits are kept. */
  static Primitive tree(Family family, List<IntegerRange> leaves, int most) {
    Primitive cost = Primitive.of("reduction tree");
    List<IntegerRange> level = leaves;
    while (level.size() > 1) {
      List<IntegerRange> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        IntegerRange sum = level.get(i);
        if (i + 1 < level.size()) {
          IntegerRange other = level.get(i + 1);
          sum = sum.plus(other);
          int left = Math.min(most, level.get(i).bits());
          int right = Math.min(most, other.bits());
          cost = cost.with("sums", Adder.of(family, left, right, Math.min(most, sum.bits())));
        }
        cost = cost.ffs(Math.min(most, sum.bits()));
        next.add(sum);
      }
      level = next;
    }
    return cost;
  }
}
