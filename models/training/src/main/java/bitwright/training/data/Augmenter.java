package bitwright.training.data;

import java.util.Random;

/**
 * Bends digits a little, so that 9,000 of them serve as many more.
 *
 * <p>Each output pixel reads the input at an affinely moved place (rotation, scale, shear, shift)
 * plus a smooth random displacement, with bilinear interpolation and black outside. Displacement
 * fields are drawn once and reused, since smoothing them costs more than the rest.
 */
public final class Augmenter {

  private static final int FIELDS = 500;
  private static final double CENTRE = (Digits.SIDE - 1) / 2.0;

  private final Strength strength;
  private final Random random;
  private final float[][] fields = new float[FIELDS][];

  /**
   * How far a digit may be bent.
   *
   * @param shift largest shift of the whole digit, in pixels
   * @param rotation largest rotation, in radians
   * @param stretch largest relative change of width, of height, and largest shear
   * @param bend standard deviation of the smooth displacement, in pixels
   */
  public record Strength(double shift, double rotation, double stretch, double bend) {}

  /** An augmenter whose results depend on {@code seed} and the order of calls alone. */
  public Augmenter(Strength strength, long seed) {
    this.strength = strength;
    this.random = new Random(seed);
    for (int i = 0; i < FIELDS; i++) {
      fields[i] = SmoothField.draw(random, strength.bend());
    }
  }

  /**
   * Writes a bent copy of {@code pixels} to {@code target} from {@code offset} on.
   *
   * @param pixels 784 values in [0, 1]
   */
  public void bend(float[] pixels, float[] target, int offset) {
    double angle = spread(strength.rotation());
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    double width = 1 + spread(strength.stretch());
    double height = 1 + spread(strength.stretch());
    double shear = spread(strength.stretch());
    double shiftX = spread(strength.shift()) + CENTRE;
    double shiftY = spread(strength.shift()) + CENTRE;
    float[] fieldX = fields[random.nextInt(FIELDS)];
    float[] fieldY = fields[random.nextInt(FIELDS)];
    for (int row = 0; row < Digits.SIDE; row++) {
      for (int column = 0; column < Digits.SIDE; column++) {
        int i = row * Digits.SIDE + column;
        double x = (column - CENTRE) * width + (row - CENTRE) * shear;
        double y = (row - CENTRE) * height;
        target[offset + i] =
            interpolate(
                pixels,
                x * cos - y * sin + shiftX + fieldX[i],
                x * sin + y * cos + shiftY + fieldY[i]);
      }
    }
  }

  private double spread(double largest) {
    return (2 * random.nextDouble() - 1) * largest;
  }

  private static float interpolate(float[] pixels, double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double below = y - top;
    double upper = at(pixels, top, left) * (1 - right) + at(pixels, top, left + 1) * right;
    double lower = at(pixels, top + 1, left) * (1 - right) + at(pixels, top + 1, left + 1) * right;
    return (float) (upper * (1 - below) + lower * below);
  }

  private static float at(float[] pixels, int row, int column) {
    boolean inside = row >= 0 && row < Digits.SIDE && column >= 0 && column < Digits.SIDE;
    return inside ? pixels[row * Digits.SIDE + column] : 0;
  }
}
