package bitwright.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.golden.Evaluation;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.oracle.MapWitness;
import bitwright.sim.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The trials of single layers see what is planted for them to see. */
class LayerControlTest {

  private static final String LINE =
      "conv c=4 fold=8 g=1 h=5 in=int4 k=3x3 m=4 out=int4 p=1x0x1x2 s=1x1 seed=7 w=5 weights=int4";
  private static final int VECTORS = 3;

  private final LayerSpec spec = LayerSpec.parse(LINE);
  private final LayerTrial trial = new LayerTrial(spec);

  @Test
  void theLayerItselfIsRight() {
    assertEquals(2L * VECTORS * 4 * 25, trial.witness(VECTORS));
    assertEquals(2L * VECTORS * 4 * 25, trial.simulate(Simulator.ICARUS, VECTORS));
  }

  @Test
  void aWrongGoldenCodeIsSeen() {
    Evaluation golden = trial.golden(VECTORS);
    CodeMatrix right = golden.layerCodes().get(0);
    int[] codes = right.codes().clone();
    codes[2 * 100 + 41] ^= 1;
    CodeMatrix wrong = new CodeMatrix(right.format(), VECTORS, 100, codes);
    Evaluation planted =
        new Evaluation(trial.network(), golden.inputs(), List.of(wrong), golden.lastAccumulators());
    AssertionError seen = assertThrows(AssertionError.class, () -> trial.witness(VECTORS, planted));
    assertTrue(seen.getMessage().contains("vector 2, element 35"), seen.getMessage());
  }

  /** The same weights and inputs with the border on the other side. */
  @Test
  void anotherBorderIsSeen() {
    LayerSpec other = LayerSpec.parse(LINE.replace("p=1x0x1x2", "p=1x2x1x0"));
    LayerGraph graph = LayerGraph.of(other);
    MapWitness witness = new MapWitness(graph.bytes(), trial.network());
    assertThrows(
        AssertionError.class,
        () -> witness.compare(LayerGraph.of(spec).inputs(VECTORS), trial.golden(VECTORS)));
  }

  @Test
  void aWrongThresholdInMemoryIsSeen() {
    Accelerator right = Generator.generate(trial.plan());
    SortedMap<String, byte[]> files = new TreeMap<>(right.files());
    String memory =
        files.keySet().stream()
            .filter(f -> f.contains("_thresholds_") && f.endsWith(".hex"))
            .findFirst()
            .orElseThrow();
    String words = new String(files.get(memory), StandardCharsets.US_ASCII);
    String zeros = words.lines().map(w -> "0".repeat(w.length())).collect(Collectors.joining("\n"));
    files.put(memory, zeros.getBytes(StandardCharsets.US_ASCII));
    Accelerator wrong = new Accelerator(right.plan(), right.top(), files, right.taps());
    AssertionError seen =
        assertThrows(AssertionError.class, () -> trial.simulate(wrong, Simulator.ICARUS, VECTORS));
    assertTrue(seen.getMessage().contains("layer conv"), seen.getMessage());
  }

  @Test
  void aFailureTellsTheSpecificationTheSeedAndTheCommand() {
    AssertionError told =
        assertThrows(
            AssertionError.class,
            () ->
                spec.tell(
                    () -> {
                      throw new IllegalStateException("planted");
                    }));
    List<String> parts = new ArrayList<>(List.of("planted", "seed 7", "mvn -pl tests"));
    parts.add("-Dbitwright.layer=" + LINE);
    parts.forEach(part -> assertTrue(told.getMessage().contains(part), told.getMessage()));
  }
}
