package bitwright.quantize.ptq;

/** How the weights of a layer are rounded to their grid, once their scales are chosen. */
public sealed interface WeightRounding
    permits NearestRounding, GptqRounding, AdaptiveRounding, FlexRounding {

  /**
   * Rounds some rows of a layer that see the same inputs.
   *
   * @param weights real weights, row by row; not changed
   * @param scales one scale per row
   * @param moments what the rows see
   * @return the ranks of the chosen values
   */
  int[][] round(double[][] weights, double[] scales, Grid grid, Moments moments);

  /** Whether the moments matter. */
  boolean needsMoments();
}
