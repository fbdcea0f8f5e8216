package bitwright.arith.dot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.KernelChecker.Fill;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.WeightMatrix;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kernel in plain Java computes the definition, at the ends of its proven range too. */
class KernelTest {

  static final int[][] SHAPES = {
    {1, 1, 2}, {3, 1, 4}, {1, 63, 2}, {5, 64, 3}, {4, 65, 6}, {10, 257, 9}, {7, 1030, 6}
  };

  static KernelChecker checkAllShapes(KernelSource source, Format weights, Format inputs) {
    KernelChecker checker = new KernelChecker();
    Random random = new Random(7);
    for (int[] shape : SHAPES) {
      for (Fill w : Fill.values()) {
        for (Fill x : Fill.values()) {
          WeightMatrix matrix =
              new WeightMatrix(
                  weights,
                  shape[0],
                  shape[1],
                  KernelChecker.codes(weights, shape[0], shape[1], w, random));
          int[] codes = KernelChecker.codes(inputs, shape[2], shape[1], x, random);
          CodeMatrix batch = new CodeMatrix(inputs, shape[2], shape[1], codes);
          checker.check(source.kernel(matrix, inputs), matrix, batch);
        }
      }
    }
    return checker;
  }

  /** Makes the kernel under test. */
  interface KernelSource {
    DotKernel kernel(WeightMatrix weights, Format input);
  }

  /** The sums of all shapes and fills. */
  static final int SUMS = 16 * (1 + 9 + 1 + 10 + 20 + 80 + 35);

  @ParameterizedTest
  @CsvSource({
    "bipolar1, bipolar1, XnorKernel",
    "int4, int4, PackedKernel",
    "int4, uint4, PackedKernel",
    "ternary, bipolar2, PackedKernel",
    "pot4, int8, PackedKernel",
    "int8, uint8, PackedKernel",
    "e2m1, e3m2, PackedKernel",
    "int16, int16, PackedKernel",
    "e4m3fn, e4m3fn, PackedKernel",
    "e4m3fn, e5m2, PackedKernel",
    "e5m2, e5m2, LimbKernel",
    "e5m2finite, e5m2, LimbKernel",
    "e6m1, int2, LimbKernel",
    "e6m1, e6m1, LimbKernel",
    "pot8, int8, LimbKernel",
    "e7m0, e5m2, LimbKernel",
  })
  void portableKernelsComputeTheDefinition(String weights, String inputs, String kernel) {
    Format w = FormatNames.parse(weights);
    Format x = FormatNames.parse(inputs);
    KernelChecker checker = checkAllShapes(DotKernel::portable, w, x);
    assertEquals(SUMS, checker.compared());
    assertEquals(0, checker.mismatches());
    WeightMatrix large =
        new WeightMatrix(w, 2, 99, KernelChecker.codes(w, 2, 99, Fill.GREATEST, new Random(1)));
    assertEquals(kernel, DotKernel.portable(large, x).getClass().getSimpleName());
  }

  @Test
  void sumsWithLongSignificandsAndManyColumnsAreTakenByDefinition() {
    Format uint16 = FormatNames.parse("uint16");
    Format e6m1 = FormatNames.parse("e6m1");
    int columns = 4096;
    int[] codes = KernelChecker.codes(uint16, 1, columns, Fill.GREATEST, new Random(1));
    WeightMatrix weights = new WeightMatrix(uint16, 1, columns, codes);
    DotKernel kernel = DotKernel.portable(weights, e6m1);
    assertEquals("BigKernel", kernel.getClass().getSimpleName());
    int[] inputs = KernelChecker.codes(e6m1, 2, columns, Fill.ALTERNATING, new Random(1));
    KernelChecker checker = new KernelChecker();
    checker.check(kernel, weights, new CodeMatrix(e6m1, 2, columns, inputs));
    assertEquals(1, checker.compared());
    assertEquals(0, checker.mismatches());
  }

  @Test
  void limbsHoldTheLongestSumThatIsAllowed() {
    Format uint16 = FormatNames.parse("uint16");
    Format e6m1 = FormatNames.parse("e6m1");
    int columns = 2047;
    int[] codes = KernelChecker.codes(uint16, 1, columns, Fill.GREATEST, new Random(1));
    WeightMatrix weights = new WeightMatrix(uint16, 1, columns, codes);
    DotKernel kernel = DotKernel.portable(weights, e6m1);
    assertEquals("LimbKernel", kernel.getClass().getSimpleName());
    KernelChecker checker = new KernelChecker();
    for (int code = 0; code < e6m1.codes(); code++) {
      int[] inputs = new int[2 * columns];
      Arrays.fill(inputs, code);
      checker.check(kernel, weights, new CodeMatrix(e6m1, 2, columns, inputs));
    }
    assertEquals(256, checker.compared());
    assertEquals(0, checker.mismatches());
  }

  @Test
  void aKernelOneBitTooNarrowIsCaught() {
    Format int4 = FormatNames.parse("int4");
    KernelChecker checker =
        checkAllShapes(
            (w, x) -> new PackedKernel(w, x, DotKernel.partialSums(w, x).signedBits() - 1),
            int4,
            int4);
    assertTrue(checker.mismatches() > 0);
  }

  @Test
  void limbsOneWordTooFewAreCaught() {
    Format e6m1 = FormatNames.parse("e6m1");
    KernelChecker checker =
        checkAllShapes(
            (w, x) -> {
              DotKernel kernel = new LimbKernel(w, x, DotKernel.partialSums(w, x));
              return (batch, from, to) -> {
                Accumulators sums = kernel.multiply(batch, from, to);
                return sums.withWords(Math.max(1, sums.words() - 1));
              };
            },
            e6m1,
            e6m1);
    assertTrue(checker.mismatches() > 0);
  }

  @Test
  void aKernelThatForgetsTheLastColumnIsCaught() {
    Format int4 = FormatNames.parse("int4");
    KernelChecker checker = checkAllShapes(KernelTest::withoutLastColumn, int4, int4);
    assertTrue(checker.mismatches() > 0);
  }

  private static DotKernel withoutLastColumn(WeightMatrix weights, Format input) {
    int[] codes = weights.codes();
    for (int i = weights.columns() - 1; i < codes.length; i += weights.columns()) {
      codes[i] = 0;
    }
    return DotKernel.portable(
        new WeightMatrix(weights.format(), weights.rows(), weights.columns(), codes), input);
  }

  @Test
  void weightsThatDoNotOccurNeedNoWidth() {
    Format pot8 = FormatNames.parse("pot8");
    WeightMatrix small = new WeightMatrix(pot8, 3, 5, new int[15]);
    assertInstanceOf(PackedKernel.class, DotKernel.portable(small, FormatNames.parse("int8")));
  }

  @Test
  void severalRowsShareAWordWhereTheirWidthAllows() {
    Format int4 = FormatNames.parse("int4");
    WeightMatrix weights =
        new WeightMatrix(
            int4, 2, 1024, KernelChecker.codes(int4, 2, 1024, Fill.LEAST, new Random(1)));
    assertEquals(18, DotKernel.partialSums(weights, int4).signedBits());
    assertInstanceOf(PackedKernel.class, DotKernel.portable(weights, int4));
  }
}
