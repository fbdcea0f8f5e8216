package bitwright.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Cells;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.Implementation;
import bitwright.arith.plan.LayerPlan;
import bitwright.arith.plan.MemoryKind;
import bitwright.arith.plan.Multipliers;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.oracle.MapWitness;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.sim.CoSimulation;
import bitwright.sim.SimulationOptions;
import bitwright.sim.Simulator;
import bitwright.sim.Timing;
import bitwright.sim.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** One specification in all views: graph, golden model, plan, hardware. */
final class LayerTrial {

  /**
   * Cycles per frame that a fold may need, where a layer allows it: simulations take their time.
   */
  private static final int LONGEST = 600;

  /** Larger units stay portable: Icarus takes its time over netlists. */
  private static final int MOST_LANES = 20;

  private final LayerSpec spec;
  private final LayerGraph graph;
  private final Network network;
  private final AcceleratorPlan plan;

  LayerTrial(LayerSpec spec) {
    this.spec = spec;
    graph = LayerGraph.of(spec);
    network = QonnxImporter.load(graph.bytes(), "trial", ImportOptions.defaults()).network();
    List<Fold> folds = folds();
    plan = AcceleratorPlan.of(network, folds, implementations(folds));
  }

  Network network() {
    return network;
  }

  AcceleratorPlan plan() {
    return plan;
  }

  /** A legal fold for each layer, chosen by the specification's number among those not too slow. */
  private List<Fold> folds() {
    Random random = new Random(spec.number("fold", 0));
    List<Fold> folds = new ArrayList<>();
    for (Layer layer : network.layers()) {
      int most = Math.max(LONGEST, Folding.fewestCycles(layer));
      List<Fold> legal =
          Folding.legal(layer).stream()
              .filter(fold -> LayerPlan.of(layer, fold).cyclesPerFrame() <= most)
              .toList();
      folds.add(legal.get(random.nextInt(legal.size())));
    }
    return folds;
  }

  /** Every other layer in portable Verilog, the rest in whatever can be had of what is drawn. */
  private List<Implementation> implementations(List<Fold> folds) {
    Random random = new Random(spec.number("fold", 0) + spec.seed());
    List<Implementation> implementations = new ArrayList<>();
    for (int i = 0; i < folds.size(); i++) {
      Implementation drawn =
          random.nextBoolean()
              ? Implementation.PORTABLE
              : new Implementation(
                  one(random, Cells.values()),
                  one(random, Multipliers.values()),
                  one(random, MemoryKind.AUTO, MemoryKind.LUT, MemoryKind.BLOCK));
      Layer layer = network.layers().get(i);
      if (folds.get(i).lanes() > MOST_LANES) {
        drawn = Implementation.PORTABLE;
      }
      implementations.add(
          canBeHad(layer, folds.get(i), drawn) ? drawn : Implementation.of(drawn.cells()));
    }
    return implementations;
  }

  @SafeVarargs
  private static <T> T one(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static boolean canBeHad(Layer layer, Fold fold, Implementation implementation) {
    try {
      LayerPlan.of(layer, fold, implementation);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  Evaluation golden(int vectors) {
    return new GoldenModel(network).evaluate(graph.inputs(vectors));
  }

  /** Compares the golden model with the graph; returns the number of codes. */
  long witness(int vectors) {
    return witness(vectors, golden(vectors));
  }

  long witness(int vectors, Evaluation golden) {
    return new MapWitness(graph.bytes(), network).compare(graph.inputs(vectors), golden);
  }

  /** Different outputs over a batch: one alone would test little. */
  long distinctOutputs(int vectors) {
    Evaluation golden = golden(vectors);
    int elements = network.last().outputShape().elements();
    List<Object> all = new ArrayList<>();
    for (int v = 0; v < vectors; v++) {
      for (int i = 0; i < elements; i++) {
        all.add(golden.outputInteger(v, i));
      }
    }
    return all.stream().distinct().count();
  }

  /**
   * Simulates the hardware, with and without stalls, and compares every code of every layer;
   * without stalls the cycles per frame must be those of the plan. Returns the number of codes.
   */
  long simulate(Simulator simulator, int vectors) {
    return simulate(Generator.generate(plan), simulator, vectors);
  }

  long simulate(Accelerator accelerator, Simulator simulator, int vectors) {
    Evaluation golden = golden(vectors);
    long codes = 0;
    for (double stall : new double[] {0, 0.4}) {
      SimulationOptions options =
          SimulationOptions.DEFAULT.with(simulator).withStall(stall, spec.seed());
      VerificationReport report = CoSimulation.verify(accelerator, golden, options);
      assertTrue(
          report.passed(),
          () -> "stall " + stall + ": " + report.violation() + " " + report.divergence());
      assertEquals((long) vectors * elements(), report.compared(), "codes compared");
      codes += report.compared();
      if (stall == 0) {
        Timing timing = report.timing().orElseThrow();
        assertEquals(plan.cyclesPerInference(), timing.cyclesPerInference(), "cycles per frame");
        assertTrue(timing.constant(), "the frames come at equal intervals");
      }
    }
    return codes;
  }

  private int elements() {
    return network.layers().stream().mapToInt(l -> l.outputShape().elements()).sum();
  }

  /** What the importer made of it. */
  @Override
  public String toString() {
    return plan.layers().stream()
        .map(
            (LayerPlan p) ->
                "%s %s PE %d SIMD %d %s"
                    .formatted(
                        p.layer().kind(),
                        p.layer().outputShape(),
                        p.fold().pe(),
                        p.fold().simd(),
                        p.matrix().map(m -> m.arithmetic().toString()).orElse("")))
        .collect(Collectors.joining(", "));
  }
}
