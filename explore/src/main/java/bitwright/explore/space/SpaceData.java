package bitwright.explore.space;

import bitwright.explore.job.DataFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The images of an exploration.
 *
 * @param folder what paths are relative to: the space's own folder
 * @param inputs held-out images, as the space names them
 * @param labels their classes
 * @param calibration images to calibrate on
 * @param calibrationImages how many of them, from the first on
 * @param images how many held-out images, from the first on
 * @param bytes what bytes stand for: {@code pixels} for x/255, or {@code integers}
 */
public record SpaceData(
    Path folder,
    String inputs,
    String labels,
    String calibration,
    int calibrationImages,
    int images,
    String bytes) {

  /** A file with the hash of its content. */
  DataFile file(String name) {
    Path path = folder.resolve(name).normalize();
    try {
      return DataFile.of(path);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "data %s cannot be read; the space names it '%s'".formatted(path, name), e);
    }
  }
}
