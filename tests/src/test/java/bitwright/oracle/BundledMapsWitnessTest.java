package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled convolutional networks on held-out digits: golden model and graph agree. */
class BundledMapsWitnessTest {

  private static final int DIGITS = Boolean.getBoolean("bitwright.nightly") ? 1000 : 32;

  @ParameterizedTest
  @CsvSource({"xnor, 6", "int4, 6", "minifloat, 6", "shift, 7", "residual, 12"})
  void everyCodeAgrees(String name, int layers) throws IOException {
    byte[] model = Files.readAllBytes(Path.of("..", "models", "digits-cnn-" + name + ".onnx"));
    Network network = QonnxImporter.load(model, name, ImportOptions.defaults()).network();
    float[] digits = Digits.first(DIGITS);
    long codes =
        new MapWitness(model, network).compare(digits, new GoldenModel(network).evaluate(digits));
    System.out.printf("%s: %d digits, %,d codes and outputs%n", name, DIGITS, codes);
    assertEquals(layers, network.layers().size());
    // The last layer's accumulators are compared as real outputs, which are as many.
    int elements =
        network.layers().stream().map(Layer::outputShape).mapToInt(s -> s.elements()).sum();
    assertEquals((long) DIGITS * elements, codes);
  }
}
