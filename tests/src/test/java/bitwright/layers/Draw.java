package bitwright.layers;

import java.util.Random;

/** Random parameters: mostly small binary fractions, so that ties and boundaries are hit. */
final class Draw {

  private final Random random;

  Draw(long seed) {
    random = new Random(seed);
  }

  Random random() {
    return random;
  }

  /** From −1 to 1. */
  double signed() {
    return 2 * random.nextDouble() - 1;
  }

  /** A positive scale. */
  float scale() {
    return random.nextInt(3) > 0
        ? Math.scalb(1f + random.nextInt(2) / 2f, random.nextInt(4) - 3)
        : 0.1f + random.nextFloat();
  }

  /** A factor of either sign. */
  float coefficient(boolean nonZero) {
    float value =
        random.nextInt(3) > 0
            ? Math.scalb(random.nextInt(17) - 8, -2)
            : (float) random.nextGaussian();
    return value == 0 && nonZero ? 1 : value;
  }

  /** Factors of either sign times a power of two of about that size. */
  float[] coefficients(int count, double size) {
    float[] values = new float[count];
    float unit = Math.scalb(1f, Math.getExponent(Math.max(size, 1e-6)));
    for (int i = 0; i < count; i++) {
      values[i] = coefficient(false) * unit;
    }
    return values;
  }

  /** Weights that are powers of two ({@code pot3}: of four sizes) or −1, 0, 1, times a scale. */
  float[] levels(String format, int count) {
    float scale = Math.scalb(1.5f, -3);
    int powers = format.equals("ternary") ? 1 : 1 << format.charAt(3) - '0' - 1;
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      float magnitude = Math.scalb(scale, random.nextInt(powers) - powers / 2);
      boolean zero = format.equals("ternary") && random.nextInt(3) == 0;
      values[i] = zero ? 0 : random.nextBoolean() ? magnitude : -magnitude;
    }
    return values;
  }
}
