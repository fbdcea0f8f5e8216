package bitwright.training.grid;

/** All real numbers: what a tensor is on that is not quantized. */
public record RealGrid() implements Grid {

  @Override
  public double nearest(double x) {
    return x;
  }

  @Override
  public double least() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public double greatest() {
    return Double.POSITIVE_INFINITY;
  }
}
