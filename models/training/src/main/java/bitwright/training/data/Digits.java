package bitwright.training.data;

import java.util.List;

/**
 * Labelled 28 × 28 images of handwritten digits.
 *
 * @param images one array of 784 unsigned bytes per image, row by row, 0 black and 255 white
 * @param labels the digit of each image, 0 to 9
 */
public record Digits(List<byte[]> images, List<Integer> labels) {

  /** Rows, and columns, of an image. */
  public static final int SIDE = 28;

  /** Classes that labels tell apart. */
  public static final int CLASSES = 10;

  /** Pixels of an image. */
  public static final int PIXELS = SIDE * SIDE;

  /** Copies both lists and checks that they match. */
  public Digits {
    images = List.copyOf(images);
    labels = List.copyOf(labels);
    if (images.size() != labels.size()) {
      throw new IllegalArgumentException(
          images.size() + " images but " + labels.size() + " labels");
    }
  }

  /** The number of images. */
  public int size() {
    return images.size();
  }

  /** Image {@code index} as float32 in [0, 1]: each byte divided by 255. */
  public float[] pixels(int index) {
    byte[] image = images.get(index);
    float[] pixels = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      pixels[i] = (image[i] & 0xFF) / 255f;
    }
    return pixels;
  }
}
