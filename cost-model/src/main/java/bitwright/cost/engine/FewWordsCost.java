package bitwright.cost.engine;

import bitwright.arith.format.IntegerFormat;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.Arithmetic;
import bitwright.arith.plan.MatrixPlan;
import bitwright.cost.Family;
import bitwright.cost.primitive.Primitive;
import java.util.HashSet;
import java.util.Set;

/**
 * The products of a unit whose weight memory has two to four words, almost constants.
 *
 * <p>A bit of a weight is one of few functions of the address: of two words it is 0, 1, the address
 * or its inverse. Bits that are 0 have no row; those that are alike in several PEs share their
 * register, and so the ANDs with the bits of the input that these PEs share. What remains is m − 1
 * LUTs for each addition of two rows, and m for each distinct function at an input.
 *
 * <p>Example: 8 PEs × 16 lanes of int4 × uint4, two words: 1.0 LUT for ANDs and 6.0 for sums of 2.0
 * rows a product, in all 890, where 128 products of any weights take 2560; measured 780.
 */
final class FewWordsCost {
  private static final int MOST_WORDS = 4;

  private FewWordsCost() {}

  /** Whether products are cheaper because of the number of words. */
  static boolean applies(Family family, MatrixPlan plan) {
    return family.xilinx()
        && !plan.unrolled()
        && plan.weightDepth() <= MOST_WORDS
        && plan.arithmetic() == Arithmetic.PORTABLE
        && plan.layer().weights().format() instanceof IntegerFormat
        && plan.layer().input() instanceof IntegerFormat;
  }

  /** The products of all PEs with their registers; at most as much as those of any weights. */
  static Primitive products(Family family, MatrixPlan plan) {
    int pes = plan.fold().pe();
    int simd = plan.fold().simd();
    int m = plan.inputBits();
    Primitive any = DotProductCost.product(family, plan);
    int bits = plan.weightBits();
    int always = (1 << plan.weightDepth()) - 1;
    boolean sideBySide = plan.sideBySide();
    Set<Integer> ands = new HashSet<>();
    int[] words = new int[plan.weightDepth()];
    int sums = 0;
    int carries = 0;
    int ffs = 0;
    for (int pe = 0; pe < pes; pe++) {
      for (int lane = 0; lane < simd; lane++) {
        read(plan, pe, lane, words);
        int rows = 0;
        int zeros = 0;
        for (int bit = 0; bit < bits; bit++) {
          int function = function(words, bit);
          rows += function == 0 ? 0 : 1;
          zeros += rows == 0 ? 1 : 0;
          if (function != 0 && function != always) {
            ands.add((sideBySide ? pe : lane) << MOST_WORDS | function);
          }
        }
        sums += Math.max(0, rows - 1) * (m - 1);
        carries += Math.min(any.carry(), rows / 2 * family.carries(m + 1));
        ffs += rows == 0 ? 0 : Math.max(0, any.ff() - zeros);
      }
    }
    Primitive few =
        Primitive.of("products of few words")
            .luts("sums", sums)
            .carries(carries)
            .ffs(ffs)
            .luts("ands", ands.size() * m);
    double most = pes * simd * any.luts();
    return few.luts() <= most ? few : Primitive.of("product").with("rows", any, pes * simd);
  }

  /** The weights of a product, word by word. */
  private static void read(MatrixPlan plan, int pe, int lane, int[] words) {
    WeightMatrix weights = plan.layer().weights();
    int fold = plan.synapseFold();
    for (int word = 0; word < words.length; word++) {
      int row = word / fold * plan.fold().pe() + pe;
      words[word] = weights.code(row, word % fold * plan.fold().simd() + lane);
    }
  }

  /** The values of a bit of a weight, that of word i at bit i. */
  private static int function(int[] words, int bit) {
    int function = 0;
    for (int word = 0; word < words.length; word++) {
      function |= (words[word] >> bit & 1) << word;
    }
    return function;
  }
}
