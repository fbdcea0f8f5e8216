package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.arith.network.Window;
import java.util.Arrays;

/** Copies what one position of a sliding kernel sees. */
final class Taps {

  private Taps() {}

  /**
   * Writes, for every output pixel, the element under position (ky, kx) of the kernel.
   *
   * @param border what lies outside the map
   */
  static void fill(
      Window window,
      MapShape shape,
      double[] input,
      int channel,
      int ky,
      int kx,
      double border,
      double[] target) {
    int height = window.outputHeight(shape.height());
    int width = window.outputWidth(shape.width());
    for (int oy = 0; oy < height; oy++) {
      int y = oy * window.strideHeight() - window.padTop() + ky * window.dilationHeight();
      if (y < 0 || y >= shape.height()) {
        Arrays.fill(target, oy * width, (oy + 1) * width, border);
        continue;
      }
      int row = (channel * shape.height() + y) * shape.width();
      for (int ox = 0; ox < width; ox++) {
        int x = ox * window.strideWidth() - window.padLeft() + kx * window.dilationWidth();
        target[oy * width + ox] = x < 0 || x >= shape.width() ? border : input[row + x];
      }
    }
  }
}
