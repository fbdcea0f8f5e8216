package bitwright.quantize.ptq;

import java.util.Arrays;

/**
 * The grid and the scales of a layer's weights.
 *
 * @param grid the values at scale 1
 * @param scales one per output channel, or one for all; shared, not to be changed
 */
record WeightScales(Grid grid, float[] scales) {

  /** Chooses scales for a grid. */
  static WeightScales of(
      Grid grid,
      double[][] weights,
      Calibration calibration,
      boolean powerOfTwo,
      boolean perChannel) {
    double[][] parts =
        perChannel
            ? weights
            : new double[][] {Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray()};
    float[] scales = new float[parts.length];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Scales.choose(grid, new Samples(parts[i]), calibration, powerOfTwo);
    }
    return new WeightScales(grid, scales);
  }

  /** The squared error of nearest rounding. */
  double error(double[][] weights) {
    double error = 0;
    for (int n = 0; n < weights.length; n++) {
      error += new Samples(weights[n]).error(grid, scales[scales.length == 1 ? 0 : n]);
    }
    return error;
  }
}
