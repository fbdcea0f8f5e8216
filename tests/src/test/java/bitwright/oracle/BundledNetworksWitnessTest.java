package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled networks on all held-out digits: golden model and graph agree, code by code. */
class BundledNetworksWitnessTest {

  private static final Path MODELS = Path.of("..", "models");

  @ParameterizedTest
  @CsvSource({
    "digits-xnor, 784 128 128", "digits-int4, 784 64 64",
    "digits-minifloat, 784 64 64", "digits-shift, 784 64 64"
  })
  void everyCodeAndEveryClassAgrees(String name, String widths) {
    Path file = MODELS.resolve(name + ".onnx");
    Network network = QonnxImporter.read(file, ImportOptions.defaults());
    float[] digits = Npy.floats(MODELS.resolve("digits.npy"));
    Witness.Agreement agreement = new Witness(GraphFile.read(file), network).compare(digits);
    System.out.printf("%s: %s%n", name, agreement);
    int perImage = Arrays.stream(widths.split(" ")).mapToInt(Integer::parseInt).sum();
    assertEquals(1000, agreement.images());
    assertEquals(1000L * perImage, agreement.codes());
  }

  @Test
  void oneWrongCodeIsSeen() {
    Path file = MODELS.resolve("digits-int4.onnx");
    Network network = QonnxImporter.read(file, ImportOptions.defaults());
    Witness witness = new Witness(GraphFile.read(file), network);
    float[] digits = Arrays.copyOf(Npy.floats(MODELS.resolve("digits.npy")), 3 * 784);
    Evaluation golden = new GoldenModel(network).evaluate(digits);
    assertEquals(3, witness.compare(digits, golden).images());
    CodeMatrix right = golden.layerCodes().get(1);
    int[] codes = right.codes().clone();
    codes[2 * 64 + 5] ^= 1;
    CodeMatrix wrong = new CodeMatrix(right.format(), 3, 64, codes);
    Evaluation planted =
        new Evaluation(
            network,
            golden.inputs(),
            List.of(golden.layerCodes().get(0), wrong),
            golden.lastAccumulators());
    AssertionError seen =
        assertThrows(AssertionError.class, () -> witness.compare(digits, planted));
    String message = Witness.reason(seen);
    assertTrue(message.contains("image 2, channel 5"), message);
  }
}
