package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Networks that others published, where the folder of reference models lies beside the repository;
 * it is not part of the project.
 */
class PublishedNetworksWitnessTest {

  private static final Path PUBLISHED = Path.of("..", "..", "shared", "models");
  private static final Path DIGITS = Path.of("..", "models", "digits.npy");

  @TestFactory
  Stream<DynamicTest> everyCodeAndEveryClassAgrees() {
    if (!Files.isDirectory(PUBLISHED)) {
      System.out.println("no reference models at " + PUBLISHED + ": published networks not run");
      return Stream.of(DynamicTest.dynamicTest("no reference models", () -> {}));
    }
    return Stream.of(
        test("TFC_1W1A", Npy.floats(DIGITS), 784 + 3 * 64),
        test("TFC_2W2A", Npy.floats(DIGITS), 784 + 3 * 64),
        test("qkeras_jettagging", gridVectors(), 16 + 64 + 32 + 32),
        test(
            "floatquant-fp8-linear",
            Npy.floats(PUBLISHED.resolve("floatquant-fp8-linear.input.npy")),
            3),
        DynamicTest.dynamicTest("published output", this::publishedOutput));
  }

  private static DynamicTest test(String name, float[] inputs, int codesPerImage) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Path file = PUBLISHED.resolve(name + ".onnx");
          Network network = QonnxImporter.read(file, ImportOptions.defaults());
          Witness witness = new Witness(GraphFile.read(file), network);
          Witness.Agreement agreement = witness.compare(inputs);
          System.out.printf("%s: %s%n", name, agreement);
          int images = inputs.length / network.input().features();
          assertEquals(images, agreement.images());
          assertEquals((long) images * codesPerImage, agreement.codes());
        });
  }

  /** 1,000 vectors of 16 features on the grid of 16-bit codes of 2^−10, half of them small. */
  private static float[] gridVectors() {
    Random random = new Random(16);
    float[] x = new float[16_000];
    for (int i = 0; i < x.length; i++) {
      int code = random.nextInt(1 << 16) - (1 << 15);
      x[i] = Math.scalb(i / 16 % 2 == 0 ? code >> 5 : code, -10);
    }
    return x;
  }

  private void publishedOutput() {
    Path file = PUBLISHED.resolve("floatquant-fp8-linear.onnx");
    Network network = QonnxImporter.read(file, ImportOptions.defaults());
    float[] x = Npy.floats(PUBLISHED.resolve("floatquant-fp8-linear.input.npy"));
    float[] y = Npy.floats(PUBLISHED.resolve("floatquant-fp8-linear.output.npy"));
    double[] outputs = new GoldenModel(network).evaluate(x).outputs(0);
    assertEquals(y.length, outputs.length);
    for (int i = 0; i < y.length; i++) {
      assertEquals(y[i], outputs[i], 1e-6);
    }
  }
}
