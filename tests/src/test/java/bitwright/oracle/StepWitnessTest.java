package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every threshold of every bundled network: the accumulators just below, at and just above. */
class StepWitnessTest {

  private static Path file(String name) {
    return Path.of("..", "models", name + ".onnx");
  }

  private static Network network(String name) {
    return QonnxImporter.read(file(name), ImportOptions.defaults());
  }

  @ParameterizedTest
  @CsvSource({
    "digits-xnor, 256, 1", "digits-int4, 128, 15",
    "digits-minifloat, 128, 62", "digits-shift, 128, 15"
  })
  void everyThresholdStepsWhereTheGraphDoes(String name, int rows, int thresholdsPerRow) {
    Network network = network(name);
    StepWitness witness = new StepWitness(GraphFile.read(file(name)), network);
    long compared = 0;
    long promised = 0;
    long thresholds = 0;
    for (int layer = 0; layer < network.layers().size() - 1; layer++) {
      compared += witness.compare(layer);
      DenseLayer golden = network.kernel(layer);
      for (StepFunction steps : golden.requantizer().orElseThrow().channels()) {
        thresholds += steps.count();
        promised += within(steps, golden.accumulatorRange());
      }
    }
    System.out.printf(
        "%s: %,d accumulators beside and at %,d thresholds%n", name, compared, thresholds);
    assertEquals((long) rows * thresholdsPerRow, thresholds);
    assertEquals(promised, compared);
    assertTrue(compared > thresholds, "only " + compared);
  }

  /** How many accumulators beside and at thresholds can occur. */
  private static long within(StepFunction steps, IntegerRange range) {
    long count = 0;
    for (BigInteger threshold : steps.thresholds()) {
      for (int d = -1; d <= 1; d++) {
        BigInteger a = threshold.add(BigInteger.valueOf(d));
        boolean occurs = range.min().compareTo(a) <= 0 && a.compareTo(range.max()) <= 0;
        count += occurs ? 1 : 0;
      }
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({"digits-xnor", "digits-int4", "digits-minifloat", "digits-shift"})
  void everyWeightIsItsCodeTimesTheScaleOfItsRow(String name) {
    Network network = network(name);
    StepWitness witness = new StepWitness(GraphFile.read(file(name)), network);
    for (int layer = 0; layer < network.layers().size(); layer++) {
      assertEquals(network.kernel(layer).rows(), witness.weightScales(layer).size());
    }
  }

  @Test
  void aThresholdOffByOneIsSeen() {
    String name = "digits-int4";
    Network network = network(name);
    StepWitness witness = new StepWitness(GraphFile.read(file(name)), network);
    Requantizer right = network.kernel(1).requantizer().orElseThrow();
    List<StepFunction> channels = new ArrayList<>(right.channels());
    StepFunction steps = channels.get(7);
    List<BigInteger> thresholds = new ArrayList<>(steps.thresholds());
    thresholds.set(3, thresholds.get(3).add(BigInteger.ONE));
    channels.set(7, new StepFunction(thresholds, steps.falling()));
    Requantizer wrong = new Requantizer(right.output(), channels);
    assertTrue(witness.compare(1, right) > 0);
    AssertionError seen = assertThrows(AssertionError.class, () -> witness.compare(1, wrong));
    String message = Witness.reason(seen);
    assertTrue(message.contains("row 7, at "), message);
  }
}
