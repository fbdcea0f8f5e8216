package bitwright.cost.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.junit.jupiter.api.Test;

class NonNegativeLeastSquaresTest {
  private static final int PROBLEMS = 300;

  @Test
  void aNegativeEntryIsCutOff() {
    double[] x =
        NonNegativeLeastSquares.solve(new double[][] {{1, 0}, {0, 1}}, new double[] {2, -1});
    assertArrayEquals(new double[] {2, 0}, x, 1e-12);
  }

  /** Of all choices of entries that may differ from 0, the best whose solution is not negative. */
  @Test
  void noOtherChoiceOfFreeEntriesIsBetter() {
    Random random = new Random(1);
    int bounded = 0;
    for (int problem = 0; problem < PROBLEMS; problem++) {
      int columns = 1 + random.nextInt(5);
      double[][] matrix = new double[columns + random.nextInt(8)][columns];
      double[] target = new double[matrix.length];
      for (int i = 0; i < matrix.length; i++) {
        target[i] = random.nextGaussian();
        for (int j = 0; j < columns; j++) {
          matrix[i][j] = random.nextGaussian() + (random.nextBoolean() ? 1 : 0);
        }
      }
      double[] x = NonNegativeLeastSquares.solve(matrix, target);
      for (double entry : x) {
        assertTrue(entry >= 0);
        bounded += entry == 0 ? 1 : 0;
      }
      assertEquals(bruteForce(matrix, target), residual(matrix, target, x), 1e-8);
      double[] wrong = x.clone();
      wrong[random.nextInt(columns)] += 0.1;
      assertTrue(residual(matrix, target, wrong) > residual(matrix, target, x) + 1e-6);
    }
    assertTrue(bounded > PROBLEMS / 2, bounded + " entries at their bound");
  }

  private static double bruteForce(double[][] matrix, double[] target) {
    int columns = matrix[0].length;
    double best = residual(matrix, target, new double[columns]);
    for (int set = 1; set < 1 << columns; set++) {
      int[] free = free(set, columns);
      double[][] part = new double[matrix.length][free.length];
      for (int i = 0; i < matrix.length; i++) {
        for (int j = 0; j < free.length; j++) {
          part[i][j] = matrix[i][free[j]];
        }
      }
      double[] solution =
          new QRDecomposition(new Array2DRowRealMatrix(part))
              .getSolver()
              .solve(new ArrayRealVector(target))
              .toArray();
      double[] x = new double[columns];
      boolean allowed = true;
      for (int j = 0; j < free.length; j++) {
        x[free[j]] = solution[j];
        allowed &= solution[j] >= 0;
      }
      best = allowed ? Math.min(best, residual(matrix, target, x)) : best;
    }
    return best;
  }

  private static int[] free(int set, int columns) {
    return java.util.stream.IntStream.range(0, columns).filter(j -> (set >> j & 1) == 1).toArray();
  }

  private static double residual(double[][] matrix, double[] target, double[] x) {
    return new Array2DRowRealMatrix(matrix)
        .operate(new ArrayRealVector(x))
        .subtract(new ArrayRealVector(target))
        .getNorm();
  }
}
