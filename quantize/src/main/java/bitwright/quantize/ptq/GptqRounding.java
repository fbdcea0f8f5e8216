package bitwright.quantize.ptq;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

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
      for (int j = k + 1; j < weights.length; j++) {
        weights[j] -= error * factor[k][j];
      }
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
    RealMatrix damped = new Array2DRowRealMatrix(gram);
    for (int k = 0; k < size; k++) {
      damped.addToEntry(k, k, lambda);
    }
    RealMatrix inverse =
        new CholeskyDecomposition(damped, THRESHOLD, THRESHOLD * lambda).getSolver().getInverse();
    for (int k = 0; k < size; k++) {
      for (int j = 0; j < k; j++) {
        double mean = (inverse.getEntry(k, j) + inverse.getEntry(j, k)) / 2;
        inverse.setEntry(k, j, mean);
        inverse.setEntry(j, k, mean);
      }
    }
    return new CholeskyDecomposition(inverse, THRESHOLD, 0).getLT().getData();
  }

  @Override
  public boolean needsMoments() {
    return true;
  }
}
