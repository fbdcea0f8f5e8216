package bitwright.hw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A module generated alone, for tests and measurements.
 *
 * @param top the name of the module
 * @param files relative path (with {@code /}) to content: {@code rtl/*.sv}, {@code rtl/*.hex},
 *     {@code <top>.f}
 */
public record GeneratedModule(String top, SortedMap<String, byte[]> files) {

  /** Keeps an unmodifiable copy. */
  public GeneratedModule {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Writes all files below a folder, which appears complete or not at all.
   *
   * @throws IOException in one sentence, if the folder cannot be written or holds something else
   */
  public void writeTo(Path folder) throws IOException {
    PackageWriter.write(files, folder);
  }
}
