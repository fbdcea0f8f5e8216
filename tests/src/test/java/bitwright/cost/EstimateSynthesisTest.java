package bitwright.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Folding;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The estimate of the bundled networks of dense layers and of a convolutional one against Yosys on
 * the generated RTL at the default fold, and of one at a slow fold, whose memories have banks; with
 * {@code -Dbitwright.nightly=true} of all networks, at a slow and a fast fold too.
 */
class EstimateSynthesisTest {
  private static final List<String> DENSE =
      List.of("digits-xnor", "digits-int4", "digits-minifloat", "digits-shift");
  private static final List<String> CONVOLUTIONAL =
      List.of(
          "digits-cnn-xnor",
          "digits-cnn-int4",
          "digits-cnn-minifloat",
          "digits-cnn-shift",
          "digits-cnn-residual");
  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");
  private static final List<String> NETWORKS =
      Stream.concat(
              DENSE.stream(), NIGHTLY ? CONVOLUTIONAL.stream() : Stream.of(CONVOLUTIONAL.get(0)))
          .toList();

  private static List<Comparison> comparisons;

  private static List<Integer> cycleTargets(String name) {
    if (NIGHTLY) {
      return CONVOLUTIONAL.contains(name)
          ? List.of(Folding.DEFAULT_CYCLES, 16_384)
          : List.of(Folding.DEFAULT_CYCLES, 4096, 256);
    }
    return name.equals("digits-int4")
        ? List.of(Folding.DEFAULT_CYCLES, 4096)
        : List.of(Folding.DEFAULT_CYCLES);
  }

  @BeforeAll
  static void synthesize(@TempDir Path folder) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Comparison>> running = new ArrayList<>();
      for (String name : NETWORKS) {
        Network network = network(name);
        for (int cycles : cycleTargets(name)) {
          AcceleratorPlan plan = AcceleratorPlan.of(network, Folding.balanced(network, cycles));
          String label = "%s in %d cycles".formatted(name, cycles);
          running.add(workers.submit(() -> Comparison.of(label, plan, folder)));
        }
      }
      comparisons = new ArrayList<>();
      for (Future<Comparison> comparison : running) {
        comparisons.add(comparison.get());
      }
    } finally {
      workers.shutdownNow();
    }
    comparisons.forEach(System.out::println);
  }

  private static Network network(String name) {
    return QonnxImporter.read(Path.of("..", "models", name + ".onnx"), ImportOptions.defaults());
  }

  @Test
  void everyNetworkCostsWhatIsEstimated() {
    assertEquals(
        NETWORKS.stream().mapToInt(name -> cycleTargets(name).size()).sum(), comparisons.size());
    assertEquals(List.of(), comparisons.stream().flatMap(c -> c.complaints().stream()).toList());
  }

  @Test
  void anEstimateHalfAsMuchAgainIsRejected() {
    for (Comparison c : comparisons) {
      Resources r = c.estimate();
      assertFalse(c.withEstimate(r.plusLuts(r.lut() / 2)).complaints().isEmpty(), c.name());
      assertFalse(c.withEstimate(r.plusLuts(-r.lut() / 3)).complaints().isEmpty(), c.name());
      assertFalse(c.withEstimate(r.plus(Resources.blockRams(1))).complaints().isEmpty(), c.name());
      assertFalse(
          c.withEstimate(r.plus(new Resources(0, 0, 0, 0, 1))).complaints().isEmpty(), c.name());
    }
  }

  @Test
  void layersAddUpAndTakeTheCyclesOfTheirFold() {
    for (String name : Stream.concat(DENSE.stream(), CONVOLUTIONAL.stream()).toList()) {
      AcceleratorPlan plan = AcceleratorPlan.balanced(network(name));
      Estimate estimate = CostModel.estimate(plan, Device.DEFAULT);
      assertEquals(plan.layers().size(), estimate.layers().size());
      for (int i = 0; i < plan.layers().size(); i++) {
        LayerEstimate cost = estimate.layers().get(i);
        assertEquals(plan.layers().get(i).cyclesPerFrame(), cost.cycles());
        assertTrue(cost.resources().lut() > 0 && cost.resources().ff() > 0, cost::name);
        assertFalse(cost.rough(), cost::name);
      }
      assertEquals(
          estimate.total().lut(),
          estimate.layers().stream().mapToInt(l -> l.resources().lut()).sum());
      assertEquals(plan.cyclesPerInference(), estimate.cyclesPerInference());
      assertEquals(
          estimate.fmaxMHz() * 1_000_000L / plan.cyclesPerInference(), estimate.framesPerSecond());
      assertTrue(estimate.fits());
      assertTrue(estimate.fmaxMHz() > 50 && estimate.fmaxMHz() < 500);
    }
  }
}
