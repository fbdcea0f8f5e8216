package bitwright.cost.calibration;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The vector x ≥ 0 that minimizes ‖A x − b‖, by the active set method of C. L. Lawson and R. J.
 * Hanson, <i>Solving Least Squares Problems</i> (1974), chapter 23.
 *
 * <p>Entries move one at a time from 0 to the free set, the one along which the residual falls
 * steepest first; where the free solution leaves the positive orthant, the step stops at its
 * border.
 *
 * <p>Example: A = (1 0; 0 1), b = (2, −1) gives x = (2, 0).
 */
public final class NonNegativeLeastSquares {
  private static final double TOLERANCE = 1e-9;

  private final RealMatrix matrix;
  private final RealVector target;
  private final boolean[] free;
  private double[] x;

  private NonNegativeLeastSquares(double[][] matrix, double[] target) {
    this.matrix = new Array2DRowRealMatrix(matrix, false);
    this.target = new ArrayRealVector(target, false);
    free = new boolean[this.matrix.getColumnDimension()];
    x = new double[free.length];
  }

  /** The solution. */
  public static double[] solve(double[][] matrix, double[] target) {
    NonNegativeLeastSquares problem = new NonNegativeLeastSquares(matrix, target);
    problem.solve();
    return problem.x;
  }

  private void solve() {
    for (int turn = 0; turn < 10 * free.length + 10; turn++) {
      int steepest = steepest();
      if (steepest < 0) {
        return;
      }
      free[steepest] = true;
      double[] wanted = freeSolution();
      while (leaves(wanted)) {
        stepTowards(wanted);
        wanted = freeSolution();
      }
      x = wanted;
    }
    throw new IllegalStateException("the active set does not settle");
  }

  /** The entry at 0 along which the residual falls most; −1 if along none. */
  private int steepest() {
    RealVector residual = target.subtract(matrix.operate(new ArrayRealVector(x)));
    RealVector gradient = matrix.preMultiply(residual);
    int best = -1;
    for (int i = 0; i < free.length; i++) {
      boolean falls = !free[i] && gradient.getEntry(i) > TOLERANCE;
      if (falls && (best < 0 || gradient.getEntry(i) > gradient.getEntry(best))) {
        best = i;
      }
    }
    return best;
  }

  /** The least squares solution whose entries outside of the free set are 0. */
  private double[] freeSolution() {
    int[] columns = java.util.stream.IntStream.range(0, free.length).filter(i -> free[i]).toArray();
    double[] solution = new double[free.length];
    if (columns.length == 0) {
      return solution;
    }
    int[] rows = java.util.stream.IntStream.range(0, matrix.getRowDimension()).toArray();
    RealVector part =
        new QRDecomposition(matrix.getSubMatrix(rows, columns)).getSolver().solve(target);
    for (int i = 0; i < columns.length; i++) {
      solution[columns[i]] = part.getEntry(i);
    }
    return solution;
  }

  private boolean leaves(double[] wanted) {
    for (int i = 0; i < free.length; i++) {
      if (free[i] && wanted[i] <= 0) {
        return true;
      }
    }
    return false;
  }

  /** Goes as far towards a solution as all entries stay positive; those that reach 0 stay there. */
  private void stepTowards(double[] wanted) {
    double step = 1;
    for (int i = 0; i < free.length; i++) {
      if (free[i] && wanted[i] <= 0) {
        step = Math.min(step, x[i] / (x[i] - wanted[i]));
      }
    }
    double[] next = Arrays.copyOf(x, x.length);
    for (int i = 0; i < free.length; i++) {
      if (free[i]) {
        next[i] = x[i] + step * (wanted[i] - x[i]);
        if (next[i] <= TOLERANCE) {
          next[i] = 0;
          free[i] = false;
        }
      }
    }
    x = next;
  }
}
