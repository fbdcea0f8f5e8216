package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.WithZeroFormat;
import java.util.Arrays;

/**
 * The patches that a window cuts from a feature map: for each output pixel the codes it sees, in
 * the order {@code (ky, kx, channel)}, the border as one code.
 *
 * <p>The border stands for the real number zero. Where the map's format has a code that means real
 * zero, the border is that code. A format without one gets it: the window then sees codes of a
 * {@link WithZeroFormat}, in which every code of the map keeps its bits.
 *
 * @param input the map
 * @param format the format of the map's codes
 * @param window how the kernel slides
 * @param windowFormat the format of the patches' codes
 * @param padCode the border's code, of the windows' format; unused without a border
 */
public record Patches(
    MapShape input, Format format, Window window, Format windowFormat, int padCode) {

  /** Checks the border and that the window fits. */
  public Patches {
    window.output(input, 1);
    windowFormat.requireNumber(padCode);
    boolean widened = windowFormat instanceof WithZeroFormat w && w.base().equals(format);
    if (!windowFormat.equals(format) && !widened) {
      throw new IllegalArgumentException(
          "windows of %s cannot see a map of %s".formatted(windowFormat.name(), format.name()));
    }
  }

  /** Patches of a window without a border. */
  public static Patches unpadded(MapShape input, Format format, Window window) {
    if (window.isPadded()) {
      throw new IllegalArgumentException("the window has a border, whose code must be said");
    }
    return new Patches(input, format, window, format, format.levels().code(0));
  }

  /** Patches whose border is a code of the map's format. */
  public static Patches padded(MapShape input, Format format, Window window, int padCode) {
    return new Patches(input, format, window, format, padCode);
  }

  /** Patches whose border is the zero that the map's format lacks. */
  public static Patches padded(MapShape input, WithZeroFormat format, Window window) {
    return new Patches(input, format.base(), window, format, format.zeroCode());
  }

  /** Codes of one patch. */
  public int size() {
    return Math.multiplyExact(window.positions(), input.channels());
  }

  /** Rows of patches. */
  public int outputHeight() {
    return window.outputHeight(input.height());
  }

  /** Patches in a row. */
  public int outputWidth() {
    return window.outputWidth(input.width());
  }

  /** The number of patches, one per output pixel. */
  public int count() {
    return outputHeight() * outputWidth();
  }

  /**
   * Copies all patches of one map, output pixel by output pixel.
   *
   * @param codes holds the map in stream order from {@code offset} on
   * @param target receives {@code count() · size()} codes from {@code at} on
   */
  public void copy(int[] codes, int offset, int[] target, int at) {
    int channels = input.channels();
    int to = at;
    for (int oy = 0; oy < outputHeight(); oy++) {
      for (int ox = 0; ox < outputWidth(); ox++) {
        for (int ky = 0; ky < window.kernelHeight(); ky++) {
          int y = oy * window.strideHeight() - window.padTop() + ky * window.dilationHeight();
          for (int kx = 0; kx < window.kernelWidth(); kx++) {
            int x = ox * window.strideWidth() - window.padLeft() + kx * window.dilationWidth();
            if (y < 0 || y >= input.height() || x < 0 || x >= input.width()) {
              Arrays.fill(target, to, to + channels, padCode);
            } else {
              int from = offset + (y * input.width() + x) * channels;
              System.arraycopy(codes, from, target, to, channels);
            }
            to += channels;
          }
        }
      }
    }
  }
}
