package bitwright.arith.dot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.KernelChecker.Fill;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.WeightMatrix;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kernels with the Vector API compute the definition up to the very end of their range. */
class VectorKernelTest {

  /** What {@link DotKernel#of} chooses where the processor's vectors are long enough. */
  private static DotKernel vector(WeightMatrix weights, Format input) {
    return new VectorKernels()
        .kernel(weights, input, DotKernel.partialSums(weights, input))
        .orElseGet(() -> DotKernel.portable(weights, input));
  }

  @ParameterizedTest
  @CsvSource({
    "bipolar1, bipolar1, FloatVectorKernel",
    "int4, int4, FloatVectorKernel",
    "int4, uint4, FloatVectorKernel",
    "ternary, bipolar2, FloatVectorKernel",
    "pot4, int8, FloatVectorKernel",
    "e2m1, e3m2, FloatVectorKernel",
    "int8, uint8, FloatVectorKernel",
    "int12, int12, DoubleVectorKernel",
    "int16, int16, DoubleVectorKernel",
    "e4m3fn, e4m3fn, DoubleVectorKernel",
    "e3m4, e2m5, DoubleVectorKernel",
  })
  void vectorKernelsComputeTheDefinition(String weights, String inputs, String kernel) {
    Format w = FormatNames.parse(weights);
    Format x = FormatNames.parse(inputs);
    KernelChecker checker = KernelTest.checkAllShapes(VectorKernelTest::vector, w, x);
    assertEquals(KernelTest.SUMS, checker.compared());
    assertEquals(0, checker.mismatches());
    int[] codes = KernelChecker.codes(w, 2, 99, Fill.GREATEST, new Random(1));
    WeightMatrix large = new WeightMatrix(w, 2, 99, codes);
    assertEquals(kernel, vector(large, x).getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource({
    "pot4, pot4, 1024, 24, FloatVectorKernel",
    "pot4, pot4, 1025, 25, DoubleVectorKernel",
    "pot6, pot5, 128, 53, DoubleVectorKernel",
    "pot6, pot5, 129, 54, PackedKernel",
  })
  void theGreatestSumOfEachKernelIsExact(
      String weights, String inputs, int columns, int bitsOfBoundLessOne, String kernel) {
    Format w = FormatNames.parse(weights);
    Format x = FormatNames.parse(inputs);
    KernelChecker checker = new KernelChecker();
    for (Fill fill : new Fill[] {Fill.GREATEST, Fill.LEAST}) {
      Random random = new Random(2);
      WeightMatrix matrix =
          new WeightMatrix(w, 3, columns, KernelChecker.codes(w, 3, columns, fill, random));
      var bound = DotKernel.partialSums(matrix, x).max();
      assertEquals(bitsOfBoundLessOne, bound.subtract(BigInteger.ONE).bitLength());
      int[] codes = KernelChecker.codes(x, 6, columns, Fill.GREATEST, random);
      DotKernel chosen = vector(matrix, x);
      assertEquals(kernel, chosen.getClass().getSimpleName());
      checker.check(chosen, matrix, new CodeMatrix(x, 6, columns, codes));
    }
    assertEquals(2 * 5 * 3, checker.compared());
    assertEquals(0, checker.mismatches());
  }

  @Test
  void floatsBeyondTheirLimitAreCaught() {
    Format e4m3 = FormatNames.parse("e4m3fn");
    KernelChecker checker = KernelTest.checkAllShapes(FloatVectorKernel::new, e4m3, e4m3);
    assertTrue(checker.mismatches() > 0);
  }

  @Test
  void doublesBeyondTheirLimitAreCaught() {
    Format e5m2 = FormatNames.parse("e5m2");
    KernelChecker checker = KernelTest.checkAllShapes(DoubleVectorKernel::new, e5m2, e5m2);
    assertTrue(checker.mismatches() > 0);
  }

  @Test
  void startedWithoutTheModuleThePlainKernelsServe() throws IOException, InterruptedException {
    String with = probe("--add-modules=jdk.incubator.vector");
    String without = probe("-Dbitwright.probe=plain");
    String expected =
        DotKernel.usesVectorApi()
            ? "vector API true, FloatVectorKernel, sum "
            : "vector API false, PackedKernel, sum ";
    assertTrue(with.contains(expected), with);
    assertTrue(without.contains("vector API false, PackedKernel, sum "), without);
    assertEquals(with.replaceFirst(".*sum ", ""), without.replaceFirst(".*sum ", ""));
  }

  private static String probe(String option) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                option,
                "-cp",
                System.getProperty("java.class.path"),
                KernelProbe.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return out.strip();
  }
}
