package bitwright.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wrong hardware is caught, and the right place is named. */
class NegativeControlTest {

  private static final int VECTORS = 60;

  private final Fixture fixture = new Fixture(1);
  private final Evaluation golden = fixture.golden(VECTORS, 2);
  private final DenseLayer first = fixture.plan().network().kernel(0);

  @TempDir Path waveforms;

  private VerificationReport verify(Simulator simulator) {
    SimulationOptions options =
        SimulationOptions.DEFAULT.with(simulator).withStall(0.25, 5).withWaveforms(waveforms);
    return CoSimulation.verify(fixture.accelerator(), golden, options);
  }

  private BigInteger accumulator(int vector, int row) {
    return first.accumulate(row, golden.inputs().vector(vector));
  }

  private int code(int row, BigInteger accumulator) {
    return first.requantizer().orElseThrow().code(row, accumulator);
  }

  private void assertCaught(
      VerificationReport report, int vector, int channel, int expected, int actual) {
    assertFalse(report.passed());
    Divergence divergence = report.divergence().orElseThrow();
    assertEquals("fc1", divergence.layer());
    assertEquals(vector, divergence.vector());
    assertEquals(channel, divergence.channel());
    assertEquals(expected, divergence.expected().intValueExact());
    assertEquals(actual, divergence.actual().intValueExact());
    assertEquals(expected, divergence.expectedValue());
    assertEquals(actual, divergence.actualValue());
    assertTrue(report.layers().get(0).mismatches() > 0);
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void aFlippedWeightIsCaught(Simulator simulator) {
    int row = 5;
    int column = 23;
    // Row 5 is PE 1 of group 1; column 23 is lane 3 of group 1: word 3, code 1 · 20 + 3.
    BigInteger word = new BigInteger(fixture.text("fc1_weights.hex").split("\n")[3], 16);
    BigInteger flipped = word.flipBit((20 + 3) * 4 + 3);
    fixture.replacingLine("fc1_weights.hex", 3, flipped.toString(16));
    int change = word.testBit((20 + 3) * 4 + 3) ? 8 : -8;
    for (int v = 0; v < VECTORS; v++) {
      BigInteger right = accumulator(v, row);
      BigInteger wrong =
          right.add(BigInteger.valueOf((long) change * golden.inputs().code(v, column)));
      if (code(row, right) != code(row, wrong)) {
        assertCaught(verify(simulator), v, row, code(row, right), code(row, wrong));
        return;
      }
    }
    throw new AssertionError("the flipped weight changes no code of this batch");
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void aThresholdOffByOneIsCaught(Simulator simulator) {
    for (int v = 0; v < VECTORS; v++) {
      for (int row = 0; row < first.rows(); row++) {
        StepFunction steps = first.requantizer().orElseThrow().channels().get(row);
        int hit = steps.thresholds().lastIndexOf(accumulator(v, row));
        boolean once = hit > 0 && !steps.threshold(hit - 1).equals(steps.threshold(hit));
        if (once && v > 0) {
          int bits = fixture.plan().matrix(0).accumulatorRange().signedBits() + 1;
          BigInteger raised =
              steps.threshold(hit).add(BigInteger.ONE).mod(BigInteger.ONE.shiftLeft(bits));
          fixture.replacingLine("fc1_thresholds.hex", row * 15 + hit, raised.toString(16));
          VerificationReport report = verify(simulator);
          assertCaught(report, firstHit(row, steps.threshold(hit)), row, hit + 1, hit);
          return;
        }
      }
    }
    throw new AssertionError("no accumulator of this batch hits a threshold");
  }

  private int firstHit(int row, BigInteger threshold) {
    int v = 0;
    while (!accumulator(v, row).equals(threshold)) {
      v++;
    }
    return v;
  }

  @ParameterizedTest
  @EnumSource(Simulator.class)
  void aDroppedCarryIsCaughtAndLeavesAWaveform(Simulator simulator) throws Exception {
    fixture.faulty(9);
    for (int v = 0; v < VECTORS; v++) {
      for (int row = 0; row < first.rows(); row++) {
        int right = code(row, accumulator(v, row));
        int wrong = code(row, withoutCarry(v, row));
        if (right != wrong) {
          VerificationReport report = verify(simulator);
          assertCaught(report, v, row, right, wrong);
          Path waveform = report.waveform().orElseThrow();
          assertTrue(Files.size(waveform) > 500, waveform.toString());
          return;
        }
      }
    }
    throw new AssertionError("the dropped carry changes no code of this batch");
  }

  /**
   * The accumulator of the faulty adder: 20 columns, then 20 more, bits 0–3 apart from the rest.
   */
  private BigInteger withoutCarry(int vector, int row) {
    long[] halves = new long[2];
    for (int c = 0; c < 40; c++) {
      BigInteger weight = first.weights().format().image(first.weights().code(row, c));
      halves[c / 20] += weight.longValue() * golden.inputs().code(vector, c);
    }
    long low = (halves[0] & 15) + (halves[1] & 15) & 15;
    return BigInteger.valueOf(((halves[0] >> 4) + (halves[1] >> 4) << 4) + low);
  }
}
