package bitwright.training.grid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {

  private static final float[] WEIGHTS = {1, -1, 1, -1, 2, -2, 2, -2};

  @Test
  void eachRowHasTheScaleOfItsOwnRootMeanSquare() {
    QuantizedWeights weights =
        QuantizedWeights.of(WEIGHTS, 2, new IntegerGrid(4, true), WeightScale.PER_CHANNEL, 3.5);
    assertArrayEquals(new float[] {0.5f, 1f}, weights.scales());
    assertArrayEquals(new float[] {2, -2, 2, -2, 2, -2, 2, -2}, weights.values());
    assertArrayEquals(WEIGHTS, weights.scaled());
  }

  @Test
  void transposingPutsInputsFirst() {
    QuantizedWeights weights =
        QuantizedWeights.of(WEIGHTS, 2, new BipolarGrid(), WeightScale.ONE, 1);
    assertEquals(4, weights.inputs());
    assertArrayEquals(new float[] {1, 2, -1, -2, 1, 2, -1, -2}, weights.transposed(WEIGHTS));
  }
}
