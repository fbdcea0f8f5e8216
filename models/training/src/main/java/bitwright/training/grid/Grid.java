package bitwright.training.grid;

/**
 * The values that a quantizer can produce at scale 1, with its rounding rule.
 *
 * <p>A tensor quantized with scale {@code s} holds {@code s * nearest(x / s)}. Training, export and
 * weight preparation all ask the same grid, so that what is trained is what is saved.
 */
public sealed interface Grid
    permits BipolarGrid, IntegerGrid, MinifloatGrid, PowerOfTwoGrid, RealGrid {

  /** The value of this grid that stands for {@code x}; values beyond the ends saturate. */
  double nearest(double x);

  /** The least value of the grid. */
  double least();

  /** The greatest value of the grid. */
  double greatest();
}
