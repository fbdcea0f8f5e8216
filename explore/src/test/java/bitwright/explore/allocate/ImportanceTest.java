package bitwright.explore.allocate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImportanceTest {

  @Test
  void divergenceByHand() {
    // p = (3/4, 1/4), q = (1/2, 1/2): 3/4·ln(3/2) + 1/4·ln(1/2).
    double[] p = DivergenceMeter.logSoftmax(new double[] {Math.log(3), 0});
    double[] q = DivergenceMeter.logSoftmax(new double[] {7, 7});
    assertArrayEquals(new double[] {Math.log(0.75), Math.log(0.25)}, p, 1e-15);
    double expected = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
    assertEquals(expected, DivergenceMeter.divergence(p, q), 1e-15);
    assertEquals(0, DivergenceMeter.divergence(p, p));
  }

  @Test
  void largeScoresDoNotOverflow() {
    assertArrayEquals(
        new double[] {0, -1e4}, DivergenceMeter.logSoftmax(new double[] {1e4, 0}), 1e-9);
  }

  @Test
  void similarityByHand() {
    List<double[]> x = List.of(new double[] {1, 0}, new double[] {0, 1});
    List<double[]> turned = List.of(new double[] {0, 3}, new double[] {-3, 0});
    List<double[]> same = List.of(new double[] {1}, new double[] {1});
    assertEquals(1, LayerNoise.similarity(x, turned), 1e-15);
    // The Gram matrices are I and all ones: 2 / (√2 · 2).
    assertEquals(Math.sqrt(0.5), LayerNoise.similarity(x, same), 1e-15);
  }

  @Test
  void shareByHand() {
    // Mean 2, deviation √(54/6) = 3, 8 alone is more than 5.
    assertEquals(1 / 6.0, LayerNoise.share(new double[][] {{8, 2, 2}, {2, -1, -1}}), 1e-15);
    assertEquals(1 / 2.0, LayerNoise.share(new double[][] {{1, 1}}), 1e-15);
  }
}
