package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.Network;
import bitwright.quantize.ImportException;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Seeded random graphs: what the importer accepts means what the graph says, code by code. */
class RandomGraphWitnessTest {

  private static final long SEED = Long.getLong("bitwright.seed", 1);
  private static final int GRAPHS = Boolean.getBoolean("bitwright.nightly") ? 20_000 : 500;
  private static final int VECTORS = 25;

  @Test
  void whatIsAcceptedMeansWhatTheGraphSays() {
    int accepted = 0;
    long codes = 0;
    long steps = 0;
    int roundings = 0;
    Map<String, Integer> refusals = new TreeMap<>();
    for (int i = 0; i < GRAPHS; i++) {
      long seed = SEED * 1_000_003 + i;
      RandomGraph graph = new RandomGraph(seed);
      Network network;
      try {
        network = QonnxImporter.load(graph.bytes(), "random", ImportOptions.defaults()).network();
      } catch (ImportException e) {
        refusals.merge(reason(e), 1, Integer::sum);
        continue;
      }
      try {
        GraphFile file = GraphFile.read(graph.bytes());
        Witness.Agreement agreement = new Witness(file, network).compare(graph.vectors(VECTORS));
        codes += agreement.codes();
        roundings += agreement.doubleDifferences();
        StepWitness witness = new StepWitness(file, network);
        for (int layer = 0; layer < network.layers().size() - 1; layer++) {
          steps += witness.compare(layer);
        }
        accepted++;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("random graph of seed " + seed, e);
      }
    }
    System.out.printf(
        "random graphs of seed %d: %d of %d accepted, %,d codes, %,d accumulators at steps, doubles"
            + " differ in %d vectors%n",
        SEED, accepted, GRAPHS, codes, steps, roundings);
    refusals.forEach((reason, count) -> System.out.printf("  %4d refused: %s%n", count, reason));
    assertTrue(accepted > GRAPHS / 2, accepted + " accepted");
    assertTrue(codes > 200L * GRAPHS / 2, codes + " codes");
  }

  private static String reason(ImportException e) {
    String text = e.getMessage();
    return text.replaceAll("'[^']*'", "…").replaceAll("-?\\d+(\\.\\d+)?", "#");
  }
}
