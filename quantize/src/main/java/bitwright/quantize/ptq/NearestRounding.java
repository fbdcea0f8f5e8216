package bitwright.quantize.ptq;

import java.util.Arrays;

/** Every weight to the nearest value. */
public record NearestRounding() implements WeightRounding {

  @Override
  public int[][] round(double[][] weights, double[] scales, Grid grid, Moments moments) {
    int[][] ranks = new int[weights.length][];
    for (int n = 0; n < ranks.length; n++) {
      double scale = scales[n];
      ranks[n] = Arrays.stream(weights[n]).mapToInt(w -> grid.rank(w / scale)).toArray();
    }
    return ranks;
  }

  @Override
  public boolean needsMoments() {
    return false;
  }
}
