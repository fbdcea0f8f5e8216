package bitwright.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.arith.plan.MatrixPlan;
import bitwright.hw.Accelerator;
import bitwright.hw.Generator;
import bitwright.sim.CoSimulation;
import bitwright.sim.SimulationOptions;
import bitwright.sim.Simulator;
import bitwright.sim.VerificationReport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Seeded random networks of all formats and folds, generated, simulated and compared code by code.
 * {@code -Dbitwright.seed} chooses others, {@code -Dbitwright.nightly=true} runs many more.
 */
class RandomNetworkTest {

  private static final long SEED = Long.getLong("bitwright.seed", 1);
  private static final boolean NIGHTLY = Boolean.getBoolean("bitwright.nightly");
  private static final int VECTORS = 40;

  @TestFactory
  Stream<DynamicTest> underIcarus() {
    return tests(Simulator.ICARUS, SEED * 1_000_003, NIGHTLY ? 400 : 24);
  }

  @TestFactory
  Stream<DynamicTest> underVerilator() {
    return tests(Simulator.VERILATOR, SEED * 1_000_003 + 500_000, NIGHTLY ? 60 : 3);
  }

  private static Stream<DynamicTest> tests(Simulator simulator, long first, int count) {
    return LongStream.range(first, first + count)
        .mapToObj(
            seed -> {
              RandomNetwork network = new RandomNetwork(seed);
              return DynamicTest.dynamicTest(
                  seed + ": " + network, () -> check(network, seed, simulator));
            });
  }

  private static void check(RandomNetwork random, long seed, Simulator simulator) {
    Accelerator accelerator = Generator.generate(random.plan());
    Evaluation golden = new GoldenModel(random.plan().network()).evaluate(random.inputs(VECTORS));
    for (double stall : new double[] {0, 0.4}) {
      SimulationOptions options = SimulationOptions.DEFAULT.with(simulator).withStall(stall, seed);
      VerificationReport report = CoSimulation.verify(accelerator, golden, options);
      String where = "seed " + seed + ", stall " + stall + ": " + random + ": ";
      assertTrue(report.passed(), () -> where + report.violation() + " " + report.divergence());
      long codes = random.plan().matrices().stream().mapToInt(RandomNetworkTest::rows).sum();
      assertEquals(VECTORS * codes, report.compared(), where);
      if (stall == 0) {
        long cycles = report.timing().orElseThrow().cyclesPerInference();
        assertEquals(random.plan().cyclesPerInference(), cycles, where);
      }
    }
  }

  private static int rows(MatrixPlan plan) {
    return plan.layer().rows();
  }
}
