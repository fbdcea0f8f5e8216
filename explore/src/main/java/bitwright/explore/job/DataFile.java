package bitwright.explore.job;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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

  /**
   * Why this file cannot be read.
   *
   * @param what names it in the message, for example {@code model}
   */
  public IllegalArgumentException unreadable(String what, IOException e) {
    return new IllegalArgumentException(
        "%s %s cannot be read: %s".formatted(what, path, reason(e)), e);
  }

  private String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (!(e instanceof NoSuchFileException)) {
      return String.valueOf(e.getMessage());
    }
    return Path.of(path).isAbsolute()
        ? "there is no such file"
        : "there is no such file in %s; paths are relative to the folder that the command runs in"
            .formatted(Path.of("").toAbsolutePath());
  }
}
