package bitwright.explore.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * How often each colour occurs in a picture.
 *
 * @param width pixels in a row
 * @param height rows
 * @param counts from 0xRRGGBB to pixels
 */
public record Screenshot(int width, int height, Map<Integer, Integer> counts) {

  /** Reads a picture. */
  public static Screenshot read(Path path) throws IOException {
    BufferedImage image = ImageIO.read(path.toFile());
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        counts.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    return new Screenshot(image.getWidth(), image.getHeight(), counts);
  }

  /** The pixels of a colour. */
  public int pixels(int color) {
    return counts.getOrDefault(color, 0);
  }

  @Override
  public String toString() {
    return "%d × %d pixels of %d colours".formatted(width, height, counts.size());
  }
}
