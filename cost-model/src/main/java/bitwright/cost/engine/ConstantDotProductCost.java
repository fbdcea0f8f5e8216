package bitwright.cost.engine;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.Family;
import bitwright.cost.primitive.Adder;
import bitwright.cost.primitive.Primitive;
import bitwright.cost.primitive.Product;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The dot products of a fully unrolled layer, all rows together: weights are constants of the
 * circuit.
 *
 * <p>Synthesis folds the constants in. Products of one input with constants that differ only by a
 * power of two are the same logic and the same registers, in whatever row they appear; products
 * with 0 vanish, and an addition of 0 is a register. An XNOR with a constant is an inverter,
 * absorbed by the count behind it.
 */
final class ConstantDotProductCost {

  private ConstantDotProductCost() {}

  /** The products of all rows with their registers. */
  static Primitive products(Family family, MatrixPlan plan) {
    Primitive cost = Primitive.of("constant products");
    if (plan.isXnor()) {
      int groups = (plan.fold().simd() + MatrixPlan.POPCOUNT_GROUP - 1) / MatrixPlan.POPCOUNT_GROUP;
      int pes = plan.fold().pe();
      for (int group = 0; group < groups; group++) {
        int lanes =
            Math.min(
                MatrixPlan.POPCOUNT_GROUP, plan.fold().simd() - group * MatrixPlan.POPCOUNT_GROUP);
        int bits = IntegerRange.of(0, lanes).bits();
        cost = cost.luts("counts", bits * pes).ffs(bits * pes);
      }
      return cost;
    }
    Format input = plan.layer().input();
    for (int column = 0; column < plan.layer().columns(); column++) {
      Set<BigInteger> factors = new HashSet<>();
      for (int row = 0; row < plan.layer().rows(); row++) {
        BigInteger image = image(plan, row, column);
        factors.add(Product.hasExponent(input) ? image : odd(image));
      }
      factors.remove(BigInteger.ZERO);
      for (BigInteger factor : factors) {
        cost =
            cost.with("products", Product.byConstant(family, odd(factor), input))
                .ffs(registered(plan, factor));
      }
    }
    return cost;
  }

  private static int registered(MatrixPlan plan, BigInteger factor) {
    int bits = Math.min(plan.sumBits(), leaf(factor, plan.layer().input()).bits());
    return Math.max(0, bits - factor.getLowestSetBit());
  }

  private static BigInteger odd(BigInteger image) {
    return image.signum() == 0 ? image : image.shiftRight(image.getLowestSetBit());
  }

  /**
   * A term of a sum.
   *
   * @param range the values it takes
   * @param zeros low bits that are always 0
   */
  private record Term(IntegerRange range, int zeros) {

    static final Term ZERO = new Term(IntegerRange.of(0, 0), Integer.MAX_VALUE);

    Term plus(Term other) {
      return new Term(range.plus(other.range), Math.min(zeros, other.zeros));
    }

    int bits(int most) {
      return Math.min(most, range.bits());
    }
  }

  /** The trees of all rows, each over its own ranges. */
  static Primitive tree(Family family, MatrixPlan plan) {
    Primitive cost = Primitive.of("constant tree");
    if (plan.isXnor()) {
      return cost.with("sums", DotProductCost.tree(family, plan), plan.fold().pe());
    }
    for (int row = 0; row < plan.layer().rows(); row++) {
      List<Term> level = new ArrayList<>();
      for (int column = 0; column < plan.layer().columns(); column++) {
        BigInteger image = image(plan, row, column);
        level.add(
            image.signum() == 0
                ? Term.ZERO
                : new Term(leaf(image, plan.layer().input()), image.getLowestSetBit()));
      }
      cost = tree(family, cost, level, plan.sumBits());
    }
    return cost;
  }

  private static Primitive tree(Family family, Primitive before, List<Term> leaves, int most) {
    Primitive cost = before;
    List<Term> level = leaves;
    while (level.size() > 1) {
      List<Term> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        Term left = level.get(i);
        Term right = i + 1 < level.size() ? level.get(i + 1) : Term.ZERO;
        Term sum = left.plus(right);
        if (left != Term.ZERO && right != Term.ZERO) {
          cost = cost.with("sums", sum(family, left, right, sum.bits(most), most));
        }
        if (left != Term.ZERO || right != Term.ZERO) {
          cost = cost.ffs(Math.max(0, sum.bits(most) - sum.zeros));
        }
        next.add(left == Term.ZERO && right == Term.ZERO ? Term.ZERO : sum);
      }
      level = next;
    }
    return cost;
  }

  private static Primitive sum(Family family, Term left, Term right, int bits, int most) {
    int alone = Math.max(left.zeros, right.zeros);
    return Adder.of(
        family,
        Math.max(0, left.bits(most) - alone),
        Math.max(0, right.bits(most) - alone),
        Math.max(0, bits - alone));
  }

  private static BigInteger image(MatrixPlan plan, int row, int column) {
    Levels levels = plan.layer().weights().format().levels();
    return levels.image(levels.rank(plan.layer().weights().code(row, column)));
  }

  private static IntegerRange leaf(BigInteger factor, Format input) {
    return IntegerRange.of(factor, factor)
        .times(IntegerRange.of(input.levels().min(), input.levels().max()));
  }
}
