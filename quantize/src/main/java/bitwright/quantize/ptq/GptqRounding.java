package bitwright.quantize.ptq;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * GPTQ: weights are rounded one column after another, and the error of each is made up for by those
 * not yet rounded.
 *
 * <p>With H = E[zzᵀ] + λI and U the upper Cholesky factor of H⁻¹ (UᵀU = H⁻¹): {@code e = (w_k −
 * q_k) / U_kk}, then {@code w_j −= e·U_kj} for j &gt; k. Source: Frantar et al., GPTQ, ICLR 2023,
 * algorithm 1.
 *
 * @param damping λ as a part of the mean of H's diagonal
 */
public record GptqRounding(double damping) implements WeightRounding {

  private static final double THRESHOLD = 1e-12;

  /** The customary damping of one per cent. */
  public static final GptqRounding DEFAULT = new GptqRounding(0.01);

  /** Checks the damping. */
  public GptqRounding {
    if (!(damping > 0)) {
      throw new IllegalArgumentException("the damping is positive, not " + damping);
    }
  }

  @Override
  public int[][] round(double[][] weights, double[] scales, Grid grid, Moments moments) {
    double[][] factor = factor(moments.gram());
    int[][] ranks = new int[weights.length][];
    IntStream.range(0, ranks.length)
        .parallel()
        .forEach(n -> ranks[n] = row(weights[n].clone(), scales[n], grid, factor));
    return ranks;
  }

  private static int[] row(double[] weights, double scale, Grid grid, double[][] factor) {
    int[] ranks = new int[weights.length];
    for (int k = 0; k < weights.length; k++) {
      ranks[k] = grid.rank(weights[k] / scale);
      double error = (weights[k] - scale * grid.value(ranks[k])) / factor[k][k];
      // The factor is 0 below its diagonal, and weights up to k are no longer read.
      Axpy.add(weights, -error, factor[k], weights.length);
    }
    return ranks;
  }

  /** U with UᵀU = (gram + λI)⁻¹. */
  private double[][] factor(double[][] gram) {
    int size = gram.length;
    double trace = 0;
    for (int k = 0; k < size; k++) {
      trace += gram[k][k];
    }
    double lambda = trace == 0 ? 1 : damping * trace / size;
    // With H = RRᵀ, R upper triangular, H⁻¹ = (R⁻¹)ᵀR⁻¹, so U = R⁻¹. Back to front, R is lower.
    double[][] damped = new double[size][size];
    for (int k = 0; k < size; k++) {
      for (int j = 0; j <= k; j++) {
        double mean = (gram[k][j] + gram[j][k]) / 2;
        damped[size - 1 - k][size - 1 - j] = mean;
        damped[size - 1 - j][size - 1 - k] = mean;
      }
      damped[size - 1 - k][size - 1 - k] += lambda;
    }
    double[][] lower =
        new CholeskyDecomposition(
                new Array2DRowRealMatrix(damped, false), THRESHOLD, THRESHOLD * lambda)
            .getL()
            .getData();
    double[][] upper = new double[size][size];
    for (int k = 0; k < size; k++) {
      for (int j = 0; j <= k; j++) {
        upper[size - 1 - k][size - 1 - j] = lower[k][j];
      }
    }
    return inverse(upper);
  }

  /** The inverse of an upper triangular matrix, by back substitution row by row. */
  private static double[][] inverse(double[][] upper) {
    int size = upper.length;
    double[][] inverse = new double[size][size];
    for (int k = size - 1; k >= 0; k--) {
      double[] row = inverse[k];
      for (int j = k + 1; j < size; j++) {
        Axpy.add(row, -upper[k][j], inverse[j], size);
      }
      row[k] = 1;
      for (int j = k; j < size; j++) {
        row[j] /= upper[k][k];
      }
    }
    return inverse;
  }

  @Override
  public boolean needsMoments() {
    return true;
  }
}
