package bitwright.training.network;

/**
 * A square window that slides over a feature map, the same way down and across.
 *
 * @param kernel its side
 * @param stride how far it moves
 * @param padding how far it reaches over each border
 */
public record Window(int kernel, int stride, int padding) {

  /** A window that moves one by one and stays inside. */
  public static Window valid(int kernel) {
    return new Window(kernel, 1, 0);
  }

  /** A window that moves one by one, with as many places as the map; {@code kernel} is odd. */
  public static Window same(int kernel) {
    return new Window(kernel, 1, kernel / 2);
  }

  /** Windows that lie side by side; what is left over at the far borders is not looked at. */
  public static Window tiles(int kernel) {
    return new Window(kernel, kernel, 0);
  }

  /** How many places the window has along a side of {@code size} elements. */
  public long places(long size) {
    return (size + 2L * padding - kernel) / stride + 1;
  }
}
