package bitwright.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Networks that others published, which this project does not ship: the tests run where their
 * folder stands beside the repository.
 */
@EnabledIf("present")
class PublishedNetworksTest {

  private static final Path REPOSITORY =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
  private static final Path FOLDER = REPOSITORY.resolveSibling("shared").resolve("models");

  static boolean present() {
    boolean present = Files.isDirectory(FOLDER);
    if (!present) {
      System.out.println("published networks: not beside the repository, their tests do not run");
    }
    return present;
  }

  @Test
  void binaryNetworkReachesItsAccuracy() throws IOException {
    Network network = read("TFC_1W1A.onnx");
    assertEquals(
        "tfc_1w1a 784 bipolar1 | matmul_16 64x784 bipolar1 bipolar1"
            + " | matmul_24 64x64 bipolar1 bipolar1 | matmul_32 64x64 bipolar1 bipolar1"
            + " | matmul_40 10x64 bipolar1 -",
        summary(network));
    assertAccuracy(network, 0.92);
  }

  @Test
  void twoBitNetworkReachesItsAccuracy() throws IOException {
    Network network = read("TFC_2W2A.onnx");
    assertEquals(
        "tfc_2w2a 784 int2n | matmul_20 64x784 int2n int2n"
            + " | matmul_32 64x64 int2n int2n | matmul_44 64x64 int2n int2n"
            + " | matmul_56 10x64 int2n -",
        summary(network));
    assertAccuracy(network, 0.95);
  }

  @Test
  void unquantizedInputIsFixedPointAndSaidSo() {
    ImportResult result =
        QonnxImporter.load(FOLDER.resolve("qkeras_jettagging.onnx"), ImportOptions.defaults());
    Network network = result.network();
    assertEquals(
        "qkeras_jettagging 16 int16 | matmul_0 64x16 int6 uint6"
            + " | matmul_1 32x64 int6 uint6 | matmul_2 32x32 int6 uint6"
            + " | matmul_3 5x32 int6 -",
        summary(network));
    assertEquals(1, result.notices().size());
    assertTrue(result.notices().get(0).contains("'global_in'"), result.notices().get(0));
    Random random = new Random(1);
    float[] inputs = new float[1000 * 16];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    Evaluation evaluation = new GoldenModel(network).evaluate(inputs);
    for (int v = 0; v < evaluation.vectors(); v++) {
      double sum = 0;
      for (double p : evaluation.outputs(v)) {
        assertTrue(p >= 0);
        sum += p;
      }
      assertEquals(1, sum, 1e-12);
    }
  }

  @Test
  void minifloatLayerReproducesItsOutput() throws IOException {
    Network network = read("floatquant-fp8-linear.onnx");
    assertEquals("floatquant_fp8_linear 3 e4m3fn | gemm 16x3 e4m3fn -", summary(network));
    float[] inputs = Npy.read(FOLDER.resolve("floatquant-fp8-linear.input.npy")).floats();
    float[] expected = Npy.read(FOLDER.resolve("floatquant-fp8-linear.output.npy")).floats();
    assertEquals(16, expected.length);
    double[] outputs = new GoldenModel(network).evaluate(inputs).outputs(0);
    for (int i = 0; i < 16; i++) {
      assertEquals(expected[i], outputs[i], 1e-6);
    }
  }

  @Test
  void floatNetworkIsRefusedByName() {
    String message =
        org.junit.jupiter.api.Assertions.assertThrows(
                ImportException.class, () -> read("mnist-conv-float.onnx"))
            .getMessage();
    assertTrue(
        message.startsWith("Conv 'Convolution28' has weights 'Parameter5' that are not quantized"),
        message);
  }

  private static Network read(String file) {
    return QonnxImporter.read(FOLDER.resolve(file), ImportOptions.defaults());
  }

  private static String summary(Network network) {
    return network.name()
        + " "
        + network.input().features()
        + " "
        + network.input().format().name()
        + network.kernels().stream()
            .map(PublishedNetworksTest::summary)
            .collect(Collectors.joining());
  }

  private static String summary(DenseLayer layer) {
    return " | %s %dx%d %s %s"
        .formatted(
            layer.name(),
            layer.rows(),
            layer.columns(),
            layer.weights().format().name(),
            layer.output().map(f -> f.name()).orElse("-"));
  }

  private static void assertAccuracy(Network network, double least) throws IOException {
    Path models = REPOSITORY.resolve("models");
    float[] digits = Npy.read(models.resolve("digits.npy")).pixels();
    long[] labels = Npy.read(models.resolve("digits-labels.npy")).integers();
    assertEquals(1000, labels.length);
    Evaluation evaluation = new GoldenModel(network).evaluate(digits);
    int right = 0;
    for (int v = 0; v < labels.length; v++) {
      right += evaluation.argMax(v) == labels[v] ? 1 : 0;
    }
    System.out.printf("%s: %d of %d digits right%n", network.name(), right, labels.length);
    assertTrue(right >= least * labels.length, network.name() + ": " + right);
  }
}
