package bitwright.quantize.fold;

/**
 * Feature maps of a batch by their definitions, in doubles: exact, since all numbers are short
 * binary fractions.
 *
 * @param channels C
 * @param height H
 * @param width W
 * @param values per image, element (c, y, x) at (c·H + y)·W + x
 */
record Maps(int channels, int height, int width, double[][] values) {

  /** The value of an element of an image. */
  @FunctionalInterface
  interface Element {
    double at(int image, int c, int y, int x);
  }

  static Maps of(int images, int channels, int height, int width, Element element) {
    double[][] values = new double[images][channels * height * width];
    for (int i = 0; i < images; i++) {
      for (int j = 0; j < values[i].length; j++) {
        values[i][j] = element.at(i, j / (height * width), j / width % height, j % width);
      }
    }
    return new Maps(channels, height, width, values);
  }

  double at(int image, int c, int y, int x) {
    return values[image][(c * height + y) * width + x];
  }

  /** An element, or what lies beyond the map. */
  double at(int image, int c, int y, int x, double beyond) {
    return y < 0 || y >= height || x < 0 || x >= width ? beyond : at(image, c, y, x);
  }

  int images() {
    return values.length;
  }

  int size() {
    return channels * height * width;
  }

  boolean hasShapeOf(Maps other) {
    return channels == other.channels && height == other.height && width == other.width;
  }

  /** Element by element. */
  Maps map(OfChannel function) {
    return of(images(), channels, height, width, (i, c, y, x) -> function.of(c, at(i, c, y, x)));
  }

  /** A function of a channel's number and an element. */
  @FunctionalInterface
  interface OfChannel {
    double of(int channel, double x);
  }

  /** One element for each output channel and window. */
  Maps windows(Sliding w, int outputs, Element element) {
    return of(images(), outputs, w.outputs(height, 0), w.outputs(width, 1), element);
  }
}
