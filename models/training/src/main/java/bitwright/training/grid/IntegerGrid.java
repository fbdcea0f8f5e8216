package bitwright.training.grid;

/**
 * The integers of {@code bits} bits, rounded to nearest with ties to even.
 *
 * <p>Signed grids are narrow, −(2^(b−1)−1) … 2^(b−1)−1, so that they are symmetric; unsigned grids
 * run 0 … 2^b−1. Example: 4 bits signed is −7 … 7, 4 bits unsigned 0 … 15.
 *
 * @param bits storage width, 2 to 16
 * @param signed whether negative values exist
 */
public record IntegerGrid(int bits, boolean signed) implements Grid {

  /** Checks the width. */
  public IntegerGrid {
    if (bits < 2 || bits > 16) {
      throw new IllegalArgumentException("integer grid of " + bits + " bits: 2 to 16 are allowed");
    }
  }

  @Override
  public double nearest(double x) {
    return Math.rint(Math.max(least(), Math.min(greatest(), x)));
  }

  @Override
  public double least() {
    return signed ? -greatest() : 0;
  }

  @Override
  public double greatest() {
    return (1 << (signed ? bits - 1 : bits)) - 1;
  }
}
