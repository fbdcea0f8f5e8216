package bitwright.sim.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StallSequenceTest {

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.96, 1, Double.NaN})
  void probabilitiesThatMightNeverEndAreRefused(double probability) {
    IllegalArgumentException problem =
        assertThrows(IllegalArgumentException.class, () -> StallSequence.of(probability, 1, 0));
    assertTrue(problem.getMessage().contains(Double.toString(probability)));
  }

  @Test
  void theThresholdIsTheProbabilityIn32Bits() {
    assertEquals(0, StallSequence.of(0, 1, 0).threshold());
    assertEquals(1L << 31, StallSequence.of(0.5, 1, 0).threshold());
  }

  @Test
  void sidesAndSeedsDiffer() {
    assertNotEquals(StallSequence.of(0.5, 1, 0).state(), StallSequence.of(0.5, 1, 1).state());
    assertNotEquals(StallSequence.of(0.5, 1, 0).state(), StallSequence.of(0.5, 2, 0).state());
    assertEquals(StallSequence.of(0.5, 1, 0), StallSequence.of(0.5, 1, 0));
  }
}
