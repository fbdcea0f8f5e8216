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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The witness of any layers agrees where the witness of dense layers does, and sees a wrong code.
 */
class MapWitnessTest {

  private static final int DIGITS = 20;

  private final float[] digits = Digits.first(DIGITS);
  private final byte[] model = bytes("digits-minifloat");
  private final Network network =
      QonnxImporter.load(model, "digits", ImportOptions.defaults()).network();
  private final Evaluation golden = new GoldenModel(network).evaluate(digits);

  private static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(Path.of("..", "models", name + ".onnx"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyCodeAgrees() {
    assertEquals(DIGITS * (64 + 64 + 10), new MapWitness(model, network).compare(digits, golden));
  }

  @Test
  void oneWrongCodeIsSeen() {
    CodeMatrix right = golden.layerCodes().get(1);
    int[] codes = right.codes().clone();
    codes[18 * 64 + 5] ^= 1;
    List<CodeMatrix> layers = new ArrayList<>(golden.layerCodes());
    layers.set(1, new CodeMatrix(right.format(), DIGITS, 64, codes));
    Evaluation wrong = new Evaluation(network, golden.inputs(), layers, golden.lastAccumulators());
    MapWitness witness = new MapWitness(model, network);
    AssertionError seen = assertThrows(AssertionError.class, () -> witness.compare(digits, wrong));
    assertTrue(seen.getMessage().contains("vector 18, element 5"), seen.getMessage());
  }
}
