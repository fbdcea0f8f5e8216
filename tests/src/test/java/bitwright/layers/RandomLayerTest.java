package bitwright.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.sim.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each kind of layer alone, by random specifications: golden model against the graph for all of
 * them, hardware against the golden model for a sample, or for all with {@code
 * -Dbitwright.nightly=true}.
 *
 * <p>{@code -Dbitwright.seed} draws others; {@code -Dbitwright.layer="conv c=6 h=9 …"} tries one
 * specification alone.
 */
class RandomLayerTest {

  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");
  private static final long SEED = Long.getLong("bitwright.seed", 1);
  private static final String ONE = System.getProperty("bitwright.layer", "");
  private static final int SPECS = 360;
  private static final int VECTORS = 4;

  private static final int LEAST_BUILT = NIGHTLY ? SPECS : 30;

  /** Of each kind, one in so many is built. */
  private static final int EVERY = NIGHTLY ? 1 : 12;

  private static List<LayerSpec> specs() {
    if (!ONE.isEmpty()) {
      return List.of(LayerSpec.parse(ONE));
    }
    return LongStream.range(SEED * 1_000_000, SEED * 1_000_000 + SPECS)
        .mapToObj(SpecDrawer::draw)
        .toList();
  }

  @Test
  void goldenModelMeansWhatTheGraphSays() {
    List<LayerSpec> specs = specs();
    Map<Kind, Integer> kinds = new TreeMap<>();
    List<AssertionError> failures = new ArrayList<>();
    AtomicLong codes = new AtomicLong();
    AtomicLong varied = new AtomicLong();
    for (LayerSpec spec : specs) {
      try {
        spec.tell(
            () -> {
              LayerTrial trial = new LayerTrial(spec);
              codes.addAndGet(trial.witness(VECTORS));
              varied.addAndGet(trial.distinctOutputs(VECTORS) > 1 ? 1 : 0);
            });
      } catch (AssertionError e) {
        failures.add(e);
      }
      kinds.merge(spec.kind(), 1, Integer::sum);
    }
    System.out.printf(
        "layers of seed %d: %d specifications %s, %,d codes and outputs, %d with various outputs%n",
        SEED, specs.size(), kinds, codes.get(), varied.get());
    if (!failures.isEmpty()) {
      failures.stream().map(Throwable::getMessage).forEach(System.out::println);
      throw failures.get(0);
    }
    if (ONE.isEmpty()) {
      assertEquals(SPECS, specs.size());
      assertEquals(Kind.values().length, kinds.size());
      assertTrue(codes.get() > 50L * SPECS, codes + " codes");
      assertTrue(varied.get() > 0.9 * SPECS, varied + " with various outputs");
    }
  }

  @TestFactory
  Stream<DynamicTest> hardwareIsTheGoldenModel() {
    Map<Kind, Integer> seen = new TreeMap<>();
    List<LayerSpec> built =
        specs().stream()
            .filter(s -> seen.merge(s.kind(), 1, Integer::sum) % EVERY == 1 % EVERY)
            .toList();
    assertTrue(!ONE.isEmpty() || built.size() >= LEAST_BUILT, built.size() + " built");
    return built.stream()
        .map(
            spec ->
                DynamicTest.dynamicTest(
                    spec.toString(),
                    () ->
                        spec.tell(() -> new LayerTrial(spec).simulate(simulator(spec), VECTORS))));
  }

  /** Verilator takes longer to build: one in fifteen. */
  private static Simulator simulator(LayerSpec spec) {
    return spec.seed() % 15 == 0 ? Simulator.VERILATOR : Simulator.ICARUS;
  }
}
