package bitwright.quantize.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random networks of maps and branches mean the same as graphs and as golden models. */
class MapFoldTest {

  private static final int NETWORKS = 1000;
  private static final int IMAGES = 6;

  @Test
  void graphsMeanTheSame() {
    Map<String, Integer> refused = new TreeMap<>();
    Map<String, Integer> kinds = new TreeMap<>();
    int read = 0;
    for (long seed = 0; read < NETWORKS; seed++) {
      RandomMapNetwork random = new RandomMapNetwork(seed, IMAGES, 0);
      Network network;
      try {
        network = QonnxImporter.load(random.bytes(), "random", ImportOptions.defaults()).network();
      } catch (ImportException e) {
        assertNull(e.getCause(), () -> "an accident: " + e.getMessage());
        String reason = e.getMessage().replaceAll("'[^']*'|-?\\d+(\\.\\d+)?|×", "#");
        refused.merge(reason, 1, Integer::sum);
        continue;
      }
      check(seed, random, network);
      for (Layer layer : network.layers()) {
        kinds.merge(layer.kind(), 1, Integer::sum);
      }
      read++;
    }
    System.out.printf("%d random networks of maps, layers %s%n", read, kinds);
    refused.forEach((reason, count) -> System.out.printf("  %d refused: %s%n", count, reason));
    assertEquals(7, kinds.size(), kinds.toString());
    assertTrue(kinds.values().stream().allMatch(n -> n >= 50), kinds.toString());
    int refusals = refused.values().stream().mapToInt(Integer::intValue).sum();
    assertTrue(refusals < NETWORKS, refusals + " refused");
  }

  @Test
  void aPlantedOffsetIsNoticed() {
    int noticed = 0;
    for (long seed = 0; seed < 100; seed++) {
      RandomMapNetwork wrong = new RandomMapNetwork(seed, IMAGES, 4);
      try {
        Network network =
            QonnxImporter.load(wrong.bytes(), "wrong", ImportOptions.defaults()).network();
        check(seed, wrong, network);
      } catch (ImportException e) {
        continue;
      } catch (AssertionError e) {
        noticed++;
      }
    }
    assertTrue(noticed > 20, "noticed in " + noticed + " of 100 networks");
  }

  private static void check(long seed, RandomMapNetwork random, Network network) {
    Evaluation evaluation = new GoldenModel(network).evaluate(random.inputs());
    double[][] expected = random.outputs();
    assertEquals(expected.length, evaluation.vectors());
    for (int v = 0; v < expected.length; v++) {
      double[] actual = evaluation.outputs(v);
      assertEquals(expected[v].length, actual.length);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(
            expected[v][i], actual[i], 1e-9, "seed " + seed + ", image " + v + ", output " + i);
      }
    }
  }
}
