package bitwright.quantize.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random graphs mean the same folded and unfolded, on inputs that hit ties. */
class FoldTest {

  private static final int NETWORKS = 1000;
  private static final int VECTORS = 30;

  @Test
  void foldingChangesNoOutput() {
    int folded = 0;
    Map<String, Integer> refused = new TreeMap<>();
    for (long seed = 0; folded < NETWORKS; seed++) {
      RandomNetwork random = new RandomNetwork(seed, BigDecimal.ZERO);
      Network network;
      try {
        network = QonnxImporter.load(random.bytes(), "random", ImportOptions.defaults()).network();
      } catch (ImportException e) {
        refused.merge(e.getMessage().replaceAll("node\\d+(_\\w+)?|\\d+", "#"), 1, Integer::sum);
        continue;
      }
      check(seed, random, network);
      folded++;
    }
    System.out.printf("%d random networks × %d vectors; refused: %s%n", NETWORKS, VECTORS, refused);
    int refusals = refused.values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(refusals < NETWORKS / 2, refused.toString());
  }

  @Test
  void aPlantedOffsetIsNoticed() {
    int noticed = 0;
    for (long seed = 0; seed < 100; seed++) {
      RandomNetwork wrong = new RandomNetwork(seed, BigDecimal.valueOf(0.5));
      try {
        check(
            seed,
            wrong,
            QonnxImporter.load(wrong.bytes(), "wrong", ImportOptions.defaults()).network());
      } catch (ImportException e) {
        continue;
      } catch (AssertionError e) {
        noticed++;
      }
    }
    assertTrue(noticed > 50, "noticed in " + noticed + " of 100 networks");
  }

  private static void check(long seed, RandomNetwork reference, Network network) {
    Random random = new Random(seed);
    int width = reference.inputs();
    float[] inputs = new float[VECTORS * width];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (random.nextInt(129) - 64) / 16f;
    }
    Evaluation evaluation = new GoldenModel(network).evaluate(inputs);
    for (int v = 0; v < VECTORS; v++) {
      BigDecimal[] x = new BigDecimal[width];
      for (int i = 0; i < width; i++) {
        x[i] = new BigDecimal(inputs[v * width + i]);
      }
      BigDecimal[] expected = reference.outputs(x);
      double[] actual = evaluation.outputs(v);
      assertEquals(expected.length, actual.length);
      for (int c = 0; c < actual.length; c++) {
        assertEquals(
            expected[c].doubleValue(),
            actual[c],
            1e-12,
            "seed " + seed + ", vector " + v + ", output " + c);
      }
    }
  }
}
