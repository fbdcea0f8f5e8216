package bitwright.explore.job;

import bitwright.explore.npy.Npy;
import bitwright.explore.npy.NpyArray;
import bitwright.explore.npy.NpyException;
import bitwright.explore.npy.NpyType;
import bitwright.quantize.real.RealNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Images in the order of ONNX.
 *
 * @param values {@code [count, features]}
 * @param count how many
 * @param features elements of each
 */
public record Images(float[] values, int count, int features) {

  /**
   * Reads a {@code .npy} file of float32 or uint8.
   *
   * @param what names the file in messages, for example {@code inputs}
   * @param pixels whether bytes stand for x/255
   * @throws IllegalArgumentException in one sentence
   */
  public static Images read(String what, Path path, RealNetwork network, boolean pixels) {
    NpyArray array = array(what, path);
    int features = network.input().elements();
    if (array.type() != NpyType.FLOAT32 && array.type() != NpyType.UINT8) {
      throw new IllegalArgumentException(
          "%s %s holds %s; use float32, or uint8 for pixels"
              .formatted(what, path, array.type().numpyName()));
    }
    int count = array.shape().isEmpty() ? 0 : array.shape().get(0);
    if (count == 0) {
      throw new IllegalArgumentException(
          "%s %s has shape %s: there is no image in it; name a file with at least one"
              .formatted(what, path, array.shapeText()));
    }
    if (array.size() != (long) count * features) {
      throw new IllegalArgumentException(
          "%s %s has shape %s; the network takes %d elements an image, [N, %s]"
              .formatted(
                  what,
                  path,
                  array.shapeText(),
                  features,
                  String.join(", ", network.inputDims().stream().map(String::valueOf).toList())));
    }
    float[] values = new float[array.size()];
    boolean bytes = array.type() == NpyType.UINT8;
    for (int i = 0; i < values.length; i++) {
      values[i] =
          bytes ? pixels ? array.integer(i) / 255f : array.integer(i) : (float) array.real(i);
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s %s: element %d of image %d is %s; use finite numbers"
                .formatted(what, path, i % features, i / features, values[i]));
      }
    }
    return new Images(values, count, features);
  }

  /**
   * Reads classes.
   *
   * @param classes how many the network tells apart
   * @throws IllegalArgumentException in one sentence
   */
  public static int[] labels(Path path, int images, int classes) {
    NpyArray array = array("labels", path);
    if (!array.type().isInteger() || !array.shape().equals(List.of(images))) {
      throw new IllegalArgumentException(
          "labels %s hold %s of shape %s; %d images need as many integers"
              .formatted(path, array.type().numpyName(), array.shapeText(), images));
    }
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      long label = array.integer(i);
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "labels %s: label %d of image %d is no class of the network (0 to %d)"
                .formatted(path, label, i, classes - 1));
      }
      labels[i] = (int) label;
    }
    return labels;
  }

  private static NpyArray array(String what, Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("%s %s is not a file".formatted(what, path));
    }
    try {
      return Npy.read(path);
    } catch (NpyException | IOException e) {
      throw new IllegalArgumentException(
          "%s %s is not acceptable: %s".formatted(what, path, e.getMessage()), e);
    }
  }

  /** The first so many, or all if there are no more. */
  public Images first(int limit) {
    return limit >= count
        ? this
        : new Images(Arrays.copyOf(values, limit * features), limit, features);
  }

  /** Each image as doubles. */
  public List<double[]> doubles() {
    List<double[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] image = new double[features];
      for (int j = 0; j < features; j++) {
        image[j] = values[i * features + j];
      }
      images.add(image);
    }
    return images;
  }
}
