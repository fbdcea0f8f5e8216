package bitwright.quantize.signal;

/**
 * Rows and columns around a map.
 *
 * @param top rows above
 * @param left columns on the left
 * @param bottom rows below
 * @param right columns on the right
 */
public record Border(int top, int left, int bottom, int right) {

  /** Nothing around. */
  public static final Border NONE = new Border(0, 0, 0, 0);
}
