package bitwright.training.grid;

/**
 * Signed powers of two without zero, ±2^0 … ±2^largestExponent: the weights of DenseShift.
 *
 * <p>The nearest value on the linear axis is taken, so the borders lie at 1.5, 3, 6, …; a tie goes
 * to the greater magnitude and zero to +1. Example: with largest exponent 3 a weight is one of ±1,
 * ±2, ±4, ±8, three bits, and multiplying by it is a shift by 0 to 3 places and a sign.
 *
 * @param largestExponent exponent of the greatest magnitude
 */
public record PowerOfTwoGrid(int largestExponent) implements Grid {

  @Override
  public double nearest(double x) {
    int exponent = Math.getExponent(Math.abs(x) * 4 / 3);
    double magnitude = Math.scalb(1.0, Math.max(0, Math.min(largestExponent, exponent)));
    return x >= 0 ? magnitude : -magnitude;
  }

  @Override
  public double least() {
    return -greatest();
  }

  @Override
  public double greatest() {
    return Math.scalb(1.0, largestExponent);
  }
}
