package bitwright.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random damage yields a network or a sentence, never anything else. */
class DamagedFileTest {

  private static final Path MODELS = Path.of("..", "models");

  @ParameterizedTest
  @CsvSource({
    "small, 1, 3000",
    "maps, 5, 3000",
    "digits-int4.onnx, 2, 20",
    "digits-minifloat.onnx, 3, 20",
    "digits-xnor.onnx, 4, 20"
  })
  void isAnsweredByANetworkOrASentence(String model, long seed, int count) throws IOException {
    byte[] valid =
        model.equals("small")
            ? SmallNetwork.builder().bytes()
            : model.equals("maps")
                ? SmallMaps.builder().bytes()
                : Files.readAllBytes(MODELS.resolve(model));
    Random random = new Random(seed);
    int networks = 0;
    int refused = 0;
    for (int i = 0; i < count; i++) {
      byte[] damaged = Damage.of(valid, random);
      String where = model + " with seed " + seed + ", file " + i;
      Boolean accepted =
          assertTimeoutPreemptively(
              Duration.ofSeconds(BadInputTest.HANGS), () -> isAccepted(damaged, where), where);
      networks += accepted ? 1 : 0;
      refused += accepted ? 0 : 1;
    }
    System.out.printf(
        "%s, seed %d: %d damaged files, %d still networks, %d refused%n",
        model, seed, count, networks, refused);
    assertEquals(count, networks + refused);
    assertTrue(refused > 0 && networks > 0, "both outcomes occur");
  }

  private static boolean isAccepted(byte[] damaged, String where) {
    try {
      Network network = QonnxImporter.load(damaged, "damaged", ImportOptions.defaults()).network();
      new GoldenModel(network).evaluate(new float[network.input().features()]).outputs(0);
      return true;
    } catch (ImportException e) {
      BadInputTest.assertOneSentence(e.getMessage());
      assertNull(e.getCause(), () -> where + ": " + e.getCause());
      return false;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      throw new AssertionError(where, e);
    }
  }
}
