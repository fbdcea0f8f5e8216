package bitwright.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.FormatNames;
import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated hardware of all four arithmetics agrees with the golden model in both simulators. */
class GeneratedAcceleratorTest {

  private static final int VECTORS = 100;

  @ParameterizedTest
  @CsvSource({
    "xnor, bipolar1, bipolar1, false, 1",
    "integer, int4, uint4, true, 2",
    "minifloat, e2m1, e3m2, false, 3",
    "shift, pot3, uint4, false, 4",
    "wide, e5m2, e5m2, false, 5"
  })
  void generatedHardwareAgreesWithTheGoldenModel(
      String name, String weights, String activations, boolean requantizesLast, long seed) {
    RandomNetworks random = new RandomNetworks(seed);
    Network network =
        random.network(
            name,
            FormatNames.parse(weights),
            FormatNames.parse(activations),
            requantizesLast,
            24,
            12,
            8,
            6);
    AcceleratorPlan plan =
        AcceleratorPlan.of(network, List.of(new Fold(3, 6), new Fold(4, 4), new Fold(2, 4)));
    Accelerator accelerator = Generator.generate(plan);
    Evaluation golden = new GoldenModel(network).evaluate(random.inputs(network, VECTORS));
    for (double stall : new double[] {0, 0.5}) {
      SimulationOptions options = SimulationOptions.DEFAULT.withStall(stall, seed);
      VerificationReport report = CoSimulation.verify(accelerator, golden, options);
      assertPassed(report);
      Timing timing = report.timing().orElseThrow();
      assertEquals(plan.cyclesPerInference(), timing.cyclesPerInference());
      assertTrue(timing.constant());
      VerificationReport icarus =
          CoSimulation.verify(accelerator, golden, options.with(Simulator.ICARUS));
      assertPassed(icarus);
      assertEquals(report.simulatedCycles(), icarus.simulatedCycles());
      assertEquals(report.timing(), icarus.timing());
    }
  }

  private static void assertPassed(VerificationReport report) {
    assertTrue(report.passed(), () -> report.violation() + " " + report.divergence());
    assertEquals(VECTORS * (12 + 8 + 6), report.compared());
    for (int v = 0; v < VECTORS; v++) {
      assertTrue(report.rtlClass(v).isPresent());
    }
  }
}
