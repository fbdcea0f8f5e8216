package bitwright.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The project's own networks import, in the formats they were made for, and classify digits. */
class BundledNetworksTest {

  private static final Path MODELS = Path.of("..", "models");

  @ParameterizedTest
  @CsvSource({
    "digits-xnor, bipolar1 bipolar1 bipolar1, bipolar1 bipolar1 bipolar1, 0.92",
    "digits-int4, int4n int4n int4n, uint4 uint4 uint4, 0.95",
    "digits-minifloat, e2m1 e2m1 e2m1, e3m2 e3m2 e3m2, 0.95",
    "digits-shift, pot3 pot3 pot3, uint4 uint4 uint4, 0.95",
    "digits-cnn-xnor, bipolar1 bipolar1 bipolar1 bipolar1, bipolar1 bipolar1 bipolar1 bipolar1, 0.95",
    "digits-cnn-int4, int4n int4n int4n int4n, uint4 uint4 uint4 uint4, 0.98",
    "digits-cnn-minifloat, e2m1 e2m1 e2m1 e2m1, e3m2 e3m2 e3m2 e3m2, 0.98",
    "digits-cnn-shift, pot3 pot3 pot3 pot3 pot3, uint4 uint4 uint4 uint4 uint4, 0.98",
    "digits-cnn-residual, int4n int5n int4n int4n int5n int4n int4n int4n,"
        + " uint4 uint4 uint4 uint5 uint4 uint4 uint4 uint5, 0.96"
  })
  void importsAndClassifies(String file, String weights, String inputs, double least)
      throws IOException {
    ImportResult result =
        QonnxImporter.load(MODELS.resolve(file + ".onnx"), ImportOptions.defaults());
    Network network = result.network();
    assertEquals(file.replace('-', '_'), network.name());
    assertEquals(0, result.notices().size(), result.notices().toString());
    assertEquals(
        weights,
        network.kernels().stream()
            .map(l -> l.weights().format().name())
            .collect(Collectors.joining(" ")));
    assertEquals(
        inputs,
        network.kernels().stream().map(l -> l.input().name()).collect(Collectors.joining(" ")));
    float[] digits = Npy.read(MODELS.resolve("digits.npy")).pixels();
    long[] labels = Npy.read(MODELS.resolve("digits-labels.npy")).integers();
    assertEquals(1000, labels.length);
    Evaluation evaluation = new GoldenModel(network).evaluate(digits);
    int right = 0;
    for (int v = 0; v < labels.length; v++) {
      right += evaluation.argMax(v) == labels[v] ? 1 : 0;
    }
    System.out.printf("%s: %d of %d digits right%n", network.name(), right, labels.length);
    assertTrue(right >= least * labels.length, network.name() + ": " + right);
  }

  @ParameterizedTest
  @CsvSource({
    "digits-cnn-int4, conv[-1] pool[0] conv[1] pool[2] dense[3] dense[4]",
    "digits-cnn-residual, 'conv[-1] conv[0] conv[1] add[2, 0] pool[3] conv[4] conv[5] conv[6]"
        + " add[7, 5] conv[8] pool[9] dense[10]'"
  })
  void branchesAndPoolsAreNodes(String file, String nodes) {
    Network network = QonnxImporter.read(MODELS.resolve(file + ".onnx"), ImportOptions.defaults());
    assertEquals(
        nodes,
        network.nodes().stream()
            .map(n -> n.layer().kind() + n.sources())
            .collect(Collectors.joining(" ")));
    assertEquals(new MapShape(1, 28, 28), network.inputMap());
  }
}
