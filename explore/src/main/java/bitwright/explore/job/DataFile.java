package bitwright.explore.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a result depends on.
 *
 * @param path where it was, relative to the folder that the command ran in or absolute
 * @param sha256 of its content, in hexadecimal
 */
public record DataFile(String path, String sha256) {

  /**
   * Nothing is missing.
   *
   * @throws IllegalArgumentException in one sentence, if something is
   */
  public DataFile {
    Present.require("path", path);
    Present.require("sha256", sha256);
  }

  /** A file as it is now. */
  public static DataFile of(Path path) throws IOException {
    return new DataFile(path.toString(), Sha256.of(Files.readAllBytes(path)));
  }
}
