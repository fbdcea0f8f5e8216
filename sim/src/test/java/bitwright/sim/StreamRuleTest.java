package bitwright.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.sim.stream.StreamRule;
import bitwright.sim.stream.StreamViolation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each breach of the streams' rules, planted, is caught by both simulators. */
class StreamRuleTest {

  private final Fixture fixture = new Fixture(1);
  private final Evaluation golden = fixture.golden(40, 2);

  private VerificationReport verify(Simulator simulator, double stall) {
    return CoSimulation.verify(
        fixture.accelerator(),
        golden,
        SimulationOptions.DEFAULT.with(simulator).withStall(stall, 5));
  }

  private StreamViolation violation(Simulator simulator, int fault) {
    fixture.faulty(fault);
    VerificationReport report = verify(simulator, 0.5);
    assertFalse(report.passed());
    StreamViolation violation = report.violation().orElseThrow();
    return violation;
  }

  @ParameterizedTest
  @CsvSource({
    "VERILATOR, 1, VALID_DROPPED",
    "VERILATOR, 2, DATA_CHANGED",
    "VERILATOR, 3, LAST_MISPLACED",
    "VERILATOR, 6, VALID_IN_RESET",
    "VERILATOR, 7, EXTRA_BEAT",
    "VERILATOR, 8, PADDING_SET",
    "VERILATOR, 11, EXTRA_BEAT",
    "VERILATOR, 13, FOLLOWS_READY",
    "VERILATOR, 15, VALID_IN_RESET",
    "ICARUS, 1, VALID_DROPPED",
    "ICARUS, 2, DATA_CHANGED",
    "ICARUS, 3, LAST_MISPLACED",
    "ICARUS, 6, VALID_IN_RESET",
    "ICARUS, 7, EXTRA_BEAT",
    "ICARUS, 8, PADDING_SET",
    "ICARUS, 11, EXTRA_BEAT",
    "ICARUS, 13, FOLLOWS_READY",
    "ICARUS, 15, VALID_IN_RESET",
    "ICARUS, 10, UNKNOWN_BITS"
  })
  void aBreachAtTheOutputIsCaught(Simulator simulator, int fault, StreamRule rule) {
    StreamViolation violation = violation(simulator, fault);
    assertEquals(rule, violation.rule());
    assertEquals("m_axis", violation.stream());
  }

  @ParameterizedTest
  @CsvSource({
    "VERILATOR, 12, READY_IN_RESET",
    "VERILATOR, 14, FOLLOWS_READY",
    "ICARUS, 12, READY_IN_RESET",
    "ICARUS, 14, FOLLOWS_READY"
  })
  void aBreachAtTheInputIsCaught(Simulator simulator, int fault, StreamRule rule) {
    StreamViolation violation = violation(simulator, fault);
    assertEquals(rule, violation.rule());
    assertEquals("s_axis", violation.stream());
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void aUnitThatNeverTakesIsNamedByWhatItIsOffered(Simulator simulator) {
    StreamViolation violation = violation(simulator, 4);
    assertEquals(StreamRule.DEADLOCK, violation.rule());
    assertEquals("fc1", violation.stream());
    assertTrue(violation.detail().contains("fc1 passed 0 of 80 beats, offered, not taken"));
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void aUnitThatNeverGivesIsNamed(Simulator simulator) {
    StreamViolation violation = violation(simulator, 5);
    assertEquals(StreamRule.DEADLOCK, violation.rule());
    assertEquals("fc2", violation.stream());
    assertTrue(violation.detail().contains("fc2 passed 0 of 80 beats, nothing offered"));
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void correctHardwareBreaksNoRule(Simulator simulator) {
    VerificationReport report = verify(simulator, 0.9);
    assertTrue(report.passed(), () -> report.violation().toString());
  }
}
