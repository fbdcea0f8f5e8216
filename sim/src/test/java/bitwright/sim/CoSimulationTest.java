package bitwright.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoSimulationTest {

  private static final int VECTORS = 200;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void handWrittenHardwareAgreesWithTheGoldenModel(double stall) {
    Fixture fixture = new Fixture(1);
    Evaluation golden = fixture.golden(VECTORS, 2);
    VerificationReport report =
        CoSimulation.verify(
            fixture.accelerator(), golden, SimulationOptions.DEFAULT.withStall(stall, 3));
    assertTrue(report.passed(), () -> report.violation() + " " + report.divergence());
    assertEquals(VECTORS * (8 + 12), report.compared());
    assertEquals(golden.lastAccumulators().get(7, 3), report.rtl().outputInteger(7, 3));
    assertTrue(report.timing().orElseThrow().constant());
  }
}
