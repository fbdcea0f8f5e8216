package bitwright.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file wholly or not at all. */
public final class AtomicFile {

  private AtomicFile() {}

  /**
   * Writes beside {@code file}, then renames.
   *
   * @throws IOException with a sentence for the user if the folder cannot be written
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IOException("folder " + folder + " cannot be written: give one that exists");
    }
    Path temporary = folder.resolve(file.getFileName() + ".part");
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
