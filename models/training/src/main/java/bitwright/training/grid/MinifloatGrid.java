package bitwright.training.grid;

/**
 * The values of a signed minifloat with subnormals, rounded to nearest with ties to even and
 * saturating, as QONNX {@code FloatQuant} with mode {@code ROUND} defines them.
 *
 * <p>With M mantissa bits and bias B the step at x is 2^max(⌊log2|x|⌋ − M, 1 − B − M). Example:
 * E2M1 with bias 1 holds 0, 0.5, 1, 1.5, 2, 3, 4, 6 and their negatives.
 *
 * @param exponentBits width of the exponent field
 * @param mantissaBits width of the mantissa field
 * @param bias exponent bias
 * @param greatest largest finite value, which need not be the largest the fields could hold
 */
public record MinifloatGrid(int exponentBits, int mantissaBits, int bias, double greatest)
    implements Grid {

  /** The OCP MX element format E2M1: bias 1, largest value 6. */
  public static final MinifloatGrid E2M1 = new MinifloatGrid(2, 1, 1, 6);

  /** The OCP MX element format E3M2: bias 3, largest value 28. */
  public static final MinifloatGrid E3M2 = new MinifloatGrid(3, 2, 3, 28);

  @Override
  public double nearest(double x) {
    int exponent = Math.max(Math.getExponent(x), 1 - bias) - mantissaBits;
    double rounded = Math.scalb(Math.rint(Math.scalb(x, -exponent)), exponent);
    return Math.max(least(), Math.min(greatest, rounded));
  }

  @Override
  public double least() {
    return -greatest;
  }
}
