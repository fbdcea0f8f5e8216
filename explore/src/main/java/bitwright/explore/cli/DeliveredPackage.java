package bitwright.explore.cli;

import bitwright.hw.Accelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A package that {@code generate} wrote earlier, read back as it lies in its folder now. */
final class DeliveredPackage {

  private DeliveredPackage() {}

  /**
   * Reads a package.
   *
   * @param folder what {@code --package} names
   * @param fresh the package of the same model and fold as it is generated now
   * @throws CliException with {@link ExitCode#DATA} if a file of the package is missing
   */
  static Accelerator read(Path folder, Accelerator fresh) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : fresh.files().keySet()) {
      try {
        files.put(name, Files.readAllBytes(folder.resolve(name)));
      } catch (IOException e) {
        throw CliException.data(
            "--package %s has no readable %s; name a folder that 'generate' wrote for this model and"
                + " fold",
            folder, name);
      }
    }
    return new Accelerator(fresh.plan(), fresh.top(), files, fresh.taps());
  }
}
