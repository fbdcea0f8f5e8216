package bitwright.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.sim.stream.Progress;
import bitwright.sim.verilator.SpeedComparison;
import org.junit.jupiter.api.Test;

class SpeedComparisonTest {

  @Test
  void thePlainProgramGivesTheSameOutputs() {
    Fixture fixture = new Fixture(1);
    SpeedComparison speed =
        SpeedComparison.of(
            fixture.accelerator(), fixture.golden(500, 2).inputs(), 3, Progress.NONE);
    assertTrue(speed.cyclesPerSecond() > 0);
    assertTrue(speed.plainCyclesPerSecond() > 0);
  }
}
