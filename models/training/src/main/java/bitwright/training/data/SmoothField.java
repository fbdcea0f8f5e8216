package bitwright.training.data;

import java.util.Random;

/** Random fields over an image that vary slowly: white noise under a Gaussian blur. */
final class SmoothField {

  private static final double BLUR = 4;
  private static final int RADIUS = 12;

  private SmoothField() {}

  /** A 28 × 28 field, row by row, with the given standard deviation over its pixels. */
  static float[] draw(Random random, double deviation) {
    int size = Digits.SIDE;
    double[] noise = random.doubles((long) size * size, -1, 1).toArray();
    double[] smooth = blurTransposed(blurTransposed(noise, size), size);
    double energy = 0;
    for (double value : smooth) {
      energy += value * value;
    }
    double gain = deviation / Math.sqrt(energy / smooth.length);
    float[] field = new float[smooth.length];
    for (int i = 0; i < field.length; i++) {
      field[i] = (float) (smooth[i] * gain);
    }
    return field;
  }

  /** Blurs each row and transposes, so that two calls blur both directions. */
  private static double[] blurTransposed(double[] image, int size) {
    double[] result = new double[image.length];
    for (int row = 0; row < size; row++) {
      for (int column = 0; column < size; column++) {
        double sum = 0;
        int first = Math.max(0, column - RADIUS);
        int last = Math.min(size - 1, column + RADIUS);
        for (int i = first; i <= last; i++) {
          double distance = (i - column) / BLUR;
          sum += Math.exp(-distance * distance / 2) * image[row * size + i];
        }
        result[column * size + row] = sum;
      }
    }
    return result;
  }
}
