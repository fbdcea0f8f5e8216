package bitwright.arith.network;

/**
 * How a kernel slides over a feature map, in the terms of ONNX.
 *
 * <p>Output pixel {@code (oy, ox)} sees, for {@code ky < kernelHeight} and {@code kx <
 * kernelWidth}, the pixel {@code (oy·strideHeight − padTop + ky·dilationHeight, ox·strideWidth −
 * padLeft + kx·dilationWidth)}, or the border where that lies outside. One dimension is height 1.
 *
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param strideHeight rows from one output row to the next
 * @param strideWidth columns from one output column to the next
 * @param padTop rows of border above
 * @param padLeft columns of border on the left
 * @param padBottom rows of border below
 * @param padRight columns of border on the right
 * @param dilationHeight rows from one kernel row to the next
 * @param dilationWidth columns from one kernel column to the next
 */
public record Window(
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int padTop,
    int padLeft,
    int padBottom,
    int padRight,
    int dilationHeight,
    int dilationWidth) {

  /** Checks the signs. */
  public Window {
    if (kernelHeight < 1
        || kernelWidth < 1
        || strideHeight < 1
        || strideWidth < 1
        || dilationHeight < 1
        || dilationWidth < 1) {
      throw new IllegalArgumentException("kernel, strides and dilations are at least 1");
    }
    if (padTop < 0 || padLeft < 0 || padBottom < 0 || padRight < 0) {
      throw new IllegalArgumentException("a border is not negative");
    }
  }

  /** A square kernel with the same stride and the same border all around. */
  public static Window square(int kernel, int stride, int pad) {
    return new Window(kernel, kernel, stride, stride, pad, pad, pad, pad, 1, 1);
  }

  /** A kernel as large as a map: one window sees all of it. */
  public static Window whole(MapShape map) {
    return new Window(map.height(), map.width(), 1, 1, 0, 0, 0, 0, 1, 1);
  }

  /** Positions of the kernel, {@code kernelHeight · kernelWidth}. */
  public int positions() {
    return Math.multiplyExact(kernelHeight, kernelWidth);
  }

  /** Rows from the kernel's first to its last, both included. */
  public int spanHeight() {
    return (kernelHeight - 1) * dilationHeight + 1;
  }

  /** Columns from the kernel's first to its last, both included. */
  public int spanWidth() {
    return (kernelWidth - 1) * dilationWidth + 1;
  }

  /** Whether there is a border. */
  public boolean isPadded() {
    return padTop + padLeft + padBottom + padRight > 0;
  }

  /** Whether every window is one pixel and every pixel one window: nothing slides. */
  public boolean isPointwise() {
    return positions() == 1 && strideHeight == 1 && strideWidth == 1 && !isPadded();
  }

  /**
   * Output rows over a map of that height, {@code ⌊(height + pads − span) / stride⌋ + 1}.
   *
   * @throws IllegalArgumentException if the kernel is larger than the map and its border
   */
  public int outputHeight(int height) {
    return outputs(height + padTop + padBottom, spanHeight(), strideHeight);
  }

  /**
   * Output columns over a map of that width.
   *
   * @throws IllegalArgumentException if the kernel is larger than the map and its border
   */
  public int outputWidth(int width) {
    return outputs(width + padLeft + padRight, spanWidth(), strideWidth);
  }

  private static int outputs(int padded, int span, int stride) {
    if (span > padded) {
      throw new IllegalArgumentException(
          "a kernel that spans %d does not fit in %d with its border".formatted(span, padded));
    }
    return (padded - span) / stride + 1;
  }

  /** The map of the windows' results with that many channels. */
  public MapShape output(MapShape input, int channels) {
    return new MapShape(channels, outputHeight(input.height()), outputWidth(input.width()));
  }
}
