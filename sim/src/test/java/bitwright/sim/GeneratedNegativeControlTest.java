package bitwright.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Faults planted in generated hardware are caught, and the right place is named. */
class GeneratedNegativeControlTest {

  private static final int VECTORS = 100;
  private static final List<Fold> FOLDS = List.of(new Fold(3, 6), new Fold(4, 4), new Fold(2, 4));

  private final RandomNetworks random = new RandomNetworks(2);
  private final Network network =
      random.network(
          "integer", FormatNames.parse("int4"), FormatNames.parse("uint4"), true, 24, 12, 8, 6);
  private final Evaluation golden =
      new GoldenModel(network).evaluate(random.inputs(network, VECTORS));
  private final AcceleratorPlan plan = AcceleratorPlan.of(network, FOLDS);
  private final Accelerator right = Generator.generate(plan);

  private Network with(int index, DenseLayer layer) {
    List<DenseLayer> layers = new ArrayList<>(network.kernels());
    layers.set(index, layer);
    return new Network(
        network.name(), network.inputShape(), network.input(), layers, network.head());
  }

  /** The memory files of another network in this network's hardware. */
  private Accelerator holding(Network other) {
    SortedMap<String, byte[]> files = new TreeMap<>(right.files());
    Generator.generate(AcceleratorPlan.of(other, FOLDS)).files().entrySet().stream()
        .filter(file -> file.getKey().endsWith(".hex"))
        .forEach(file -> files.put(file.getKey(), file.getValue()));
    return new Accelerator(plan, right.top(), files, right.taps());
  }

  private void assertNamesTheFirstDifference(Network wrong, Accelerator hardware, String layer) {
    Evaluation expected = new GoldenModel(wrong).evaluate(golden.inputs());
    VerificationReport report =
        CoSimulation.verify(hardware, golden, SimulationOptions.DEFAULT.withStall(0.25, 8));
    assertFalse(report.passed());
    Divergence divergence = report.divergence().orElseThrow();
    for (int v = 0; v < VECTORS; v++) {
      for (int l = 0; l < network.layers().size(); l++) {
        int[] good = golden.layerCodes().get(l).vector(v);
        int[] bad = expected.layerCodes().get(l).vector(v);
        for (int c = 0; c < good.length; c++) {
          if (good[c] != bad[c]) {
            assertEquals(layer, divergence.layer());
            assertEquals(network.kernel(l).name(), divergence.layer());
            assertEquals(v, divergence.vector());
            assertEquals(c, divergence.channel());
            assertEquals(good[c], divergence.expected().intValueExact());
            assertEquals(bad[c], divergence.actual().intValueExact());
            return;
          }
        }
      }
    }
    throw new AssertionError("the fault changes no code of this batch");
  }

  @Test
  void aFlippedWeightIsCaught() {
    DenseLayer layer = network.kernel(1);
    int[] codes = layer.weights().codes();
    codes[5 * layer.columns() + 7] ^= 4;
    WeightMatrix weights =
        new WeightMatrix(layer.weights().format(), layer.rows(), layer.columns(), codes);
    Network wrong =
        with(1, new DenseLayer(layer.name(), weights, layer.input(), layer.requantizer()));
    assertNamesTheFirstDifference(wrong, holding(wrong), "fc2");
  }

  @Test
  void aThresholdOffByOneIsCaught() {
    DenseLayer layer = network.kernel(0);
    Requantizer requantizer = layer.requantizer().orElseThrow();
    for (int v = 0; v < VECTORS; v++) {
      for (int row = 0; row < layer.rows(); row++) {
        StepFunction steps = requantizer.channels().get(row);
        BigInteger accumulator = layer.accumulate(row, golden.inputs().vector(v));
        int hit = steps.thresholds().lastIndexOf(accumulator);
        if (hit >= 0) {
          List<BigInteger> thresholds = new ArrayList<>(steps.thresholds());
          thresholds.set(hit, accumulator.add(BigInteger.ONE));
          thresholds.sort(null);
          List<StepFunction> channels = new ArrayList<>(requantizer.channels());
          channels.set(row, new StepFunction(thresholds, steps.falling()));
          Network wrong =
              with(
                  0,
                  new DenseLayer(
                      layer.name(),
                      layer.weights(),
                      layer.input(),
                      Optional.of(new Requantizer(requantizer.output(), channels))));
          assertNamesTheFirstDifference(wrong, holding(wrong), "fc1");
          return;
        }
      }
    }
    throw new AssertionError("no accumulator of this batch hits a threshold");
  }

  @Test
  void aDroppedCarryIsCaught() {
    String file = "rtl/Mvu_fc1.sv";
    String text = new String(right.files().get(file), StandardCharsets.UTF_8);
    String line = "total_1 <= (column_later ? total_1 : 12'h0) + {_dot_1_sum[10], _dot_1_sum};";
    String faulty =
        "total_1 <= {(column_later ? total_1[11:4] : 8'h0) + {_dot_1_sum[10], _dot_1_sum[10:4]},"
            + " (column_later ? total_1[3:0] : 4'h0) + _dot_1_sum[3:0]};";
    assertTrue(text.contains(line), "the line to damage is not in " + file);
    SortedMap<String, byte[]> files = new TreeMap<>(right.files());
    files.put(file, text.replace(line, faulty).getBytes(StandardCharsets.UTF_8));
    Accelerator hardware = new Accelerator(plan, right.top(), files, right.taps());

    VerificationReport report = CoSimulation.verify(hardware, golden, SimulationOptions.DEFAULT);
    Divergence divergence = report.divergence().orElseThrow();
    Requantizer requantizer = network.kernel(0).requantizer().orElseThrow();
    for (int v = 0; v < VECTORS; v++) {
      for (int row = 1; row < 12; row += 3) {
        int good = golden.layerCodes().get(0).code(v, row);
        int bad = requantizer.code(row, withoutCarry(v, row));
        if (good != bad) {
          assertFalse(report.passed());
          assertEquals("fc1", divergence.layer());
          assertEquals(v, divergence.vector());
          assertEquals(row, divergence.channel());
          assertEquals(good, divergence.expected().intValueExact());
          assertEquals(bad, divergence.actual().intValueExact());
          return;
        }
      }
    }
    throw new AssertionError("the dropped carry changes no code of this batch");
  }

  /** PE 1's sum of four partial sums of six columns, with bits 0–3 added apart from the rest. */
  private long withoutCarry(int vector, int row) {
    WeightMatrix weights = network.kernel(0).weights();
    long low = 0;
    long high = 0;
    for (int group = 0; group < 4; group++) {
      long partial = 0;
      for (int c = 6 * group; c < 6 * group + 6; c++) {
        long weight = weights.format().image(weights.code(row, c)).longValue();
        partial += weight * golden.inputs().code(vector, c);
      }
      low = low + (partial & 15) & 15;
      high += partial >> 4;
    }
    return 16 * high + low;
  }
}
