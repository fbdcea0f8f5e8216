package bitwright.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CoSimulationTest {

  private static final int VECTORS = 200;

  private final Fixture fixture = new Fixture(1);
  private final Evaluation golden = fixture.golden(VECTORS, 2);

  private VerificationReport verify(Simulator simulator, double stall, long seed) {
    SimulationOptions options = SimulationOptions.DEFAULT.with(simulator).withStall(stall, seed);
    return CoSimulation.verify(fixture.accelerator(), golden, options);
  }

  @ParameterizedTest
  @CsvSource({"VERILATOR, 0", "VERILATOR, 0.5", "VERILATOR, 0.95", "ICARUS, 0", "ICARUS, 0.5"})
  void handWrittenHardwareAgreesWithTheGoldenModel(Simulator simulator, double stall) {
    VerificationReport report = verify(simulator, stall, 3);
    assertTrue(report.passed(), () -> report.violation() + " " + report.divergence());
    assertEquals(VECTORS * (8 + 12), report.compared());
    assertEquals(VECTORS, report.rtl().vectors());
    assertEquals(golden.lastAccumulators().get(7, 3), report.rtl().outputInteger(7, 3));
    assertArrayEquals(golden.layerCodes().get(0).codes(), report.rtl().layerCodes().get(0).codes());
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void timingIsThatOfTheUnitsAndDoesNotDependOnStalls(Simulator simulator) {
    // Unit 1 takes beats in cycles 0 and 1 and offers in 4 and 7; unit 2 takes those, offers in 10
    // and 13, and can take the next vector's first beat, offered since 12, in 14.
    Timing still = verify(simulator, 0, 3).timing().orElseThrow();
    Timing stalled = verify(simulator, 0.5, 3).timing().orElseThrow();
    assertEquals(still, stalled);
    assertTrue(still.constant());
    assertEquals(10, still.cyclesPerInference());
    assertEquals(14, still.latencyCycles());
  }

  @Test
  void bothSimulatorsAgreeOnEveryCycle() {
    VerificationReport verilator = verify(Simulator.VERILATOR, 0.3, 11);
    VerificationReport icarus = verify(Simulator.ICARUS, 0.3, 11);
    assertEquals(verilator.simulatedCycles(), icarus.simulatedCycles());
    assertEquals(verilator.timing(), icarus.timing());
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void oneVectorIsTimedAndTracedTooWhenAsked(Simulator simulator, @TempDir Path folder)
      throws IOException {
    SimulationOptions options =
        SimulationOptions.DEFAULT.with(simulator).withTrace(folder.resolve("waves"));
    VerificationReport report =
        CoSimulation.verify(fixture.accelerator(), fixture.golden(1, 2), options);
    assertTrue(report.passed());
    assertEquals(10, report.timing().orElseThrow().cyclesPerInference());
    Path waveform = report.waveform().orElseThrow();
    assertEquals(folder.resolve("waves"), waveform.getParent());
    assertTrue(Files.size(waveform) > 500);
  }

  @Test
  void equalSeedsGiveEqualRunsAndOthersDoNot() {
    long cycles = verify(Simulator.VERILATOR, 0.3, 11).simulatedCycles();
    assertEquals(cycles, verify(Simulator.VERILATOR, 0.3, 11).simulatedCycles());
    assertNotEquals(cycles, verify(Simulator.VERILATOR, 0.3, 12).simulatedCycles());
  }
}
