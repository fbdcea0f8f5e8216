package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;
import java.util.Random;

/** Compares a kernel with the definition of the dot product, sum by sum, in big integers. */
final class KernelChecker {

  /** How the codes of a case are drawn. */
  enum Fill {
    /** Any number of the format. */
    RANDOM,
    /** The greatest value throughout, so that sums reach the end of their proven range. */
    GREATEST,
    /** The least value throughout. */
    LEAST,
    /** The greatest and the least value by turns, different in each row. */
    ALTERNATING
  }

  private int compared;
  private int mismatches;

  /** The sums compared so far. */
  int compared() {
    return compared;
  }

  /** The sums that differed. */
  int mismatches() {
    return mismatches;
  }

  static int[] codes(Format format, int rows, int columns, Fill fill, Random random) {
    var levels = format.levels();
    int[] codes = new int[rows * columns];
    for (int i = 0; i < codes.length; i++) {
      int rank =
          switch (fill) {
            case RANDOM -> random.nextInt(levels.count());
            case GREATEST -> levels.count() - 1;
            case LEAST -> 0;
            case ALTERNATING -> (i / columns + i % columns) % 2 == 0 ? 0 : levels.count() - 1;
          };
      codes[i] = levels.code(rank);
    }
    return codes;
  }

  /** Multiplies all vectors but the first and compares every sum. */
  void check(DotKernel kernel, WeightMatrix weights, CodeMatrix inputs) {
    Accumulators actual = kernel.multiply(inputs, 1, inputs.vectors());
    if (actual.vectors() != inputs.vectors() - 1 || actual.rows() != weights.rows()) {
      throw new AssertionError("a kernel returned the wrong shape");
    }
    BigInteger[] w = Images.bigs(weights.format());
    BigInteger[] x = Images.bigs(inputs.format());
    for (int v = 1; v < inputs.vectors(); v++) {
      for (int r = 0; r < weights.rows(); r++) {
        BigInteger sum = BigInteger.ZERO;
        for (int c = 0; c < weights.columns(); c++) {
          sum = sum.add(w[weights.code(r, c)].multiply(x[inputs.code(v, c)]));
        }
        compared++;
        mismatches += actual.get(v - 1, r).equals(sum) ? 0 : 1;
      }
    }
  }
}
