package bitwright.arith.dot;

import bitwright.arith.dot.KernelChecker.Fill;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.WeightMatrix;
import java.util.Random;

/** A program that tells which kernel its JVM was given, and one sum of that kernel. */
final class KernelProbe {

  private KernelProbe() {}

  /** Prints one line. */
  public static void main(String[] args) {
    Format int4 = FormatNames.parse("int4");
    Random random = new Random(1);
    WeightMatrix weights =
        new WeightMatrix(int4, 1, 77, KernelChecker.codes(int4, 1, 77, Fill.RANDOM, random));
    int[] codes = KernelChecker.codes(int4, 1, 77, Fill.RANDOM, random);
    DotKernel kernel = DotKernel.of(weights, int4);
    System.out.printf(
        "vector API %b, %s, sum %d%n",
        DotKernel.usesVectorApi(),
        kernel.getClass().getSimpleName(),
        kernel.multiply(new CodeMatrix(int4, 1, 77, codes), 0, 1).getLong(0, 0));
  }
}
