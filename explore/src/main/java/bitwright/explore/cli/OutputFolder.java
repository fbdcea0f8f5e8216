package bitwright.explore.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder that appears whole or not at all: filled beside its target and renamed.
 *
 * <p>An existing folder is replaced only if it carries the mark of an earlier run.
 */
final class OutputFolder implements AutoCloseable {

  private final String option;
  private final Path target;
  private final Path temporary;

  private OutputFolder(String option, Path target, Path temporary) {
    this.option = option;
    this.target = target;
    this.temporary = temporary;
  }

  /**
   * Prepares a target.
   *
   * @param option the option that names it, for messages
   * @param mark the file by which a folder of an earlier run is known
   */
  static OutputFolder open(String option, Path target, String mark) {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null || Files.exists(absolute) && !Files.isDirectory(absolute)) {
      throw CliException.usage("%s %s is not a folder", option, target);
    }
    try {
      if (Files.isDirectory(absolute) && !Files.exists(absolute.resolve(mark))) {
        try (Stream<Path> files = Files.list(absolute)) {
          if (files.findAny().isPresent()) {
            throw CliException.usage(
                "%s %s holds other files (no %s); name a new or an empty folder",
                option, target, mark);
          }
        }
      }
      Files.createDirectories(parent);
      Path temporary =
          parent.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid());
      Interrupts.discard(temporary);
      Interrupts.guard(temporary);
      Files.createDirectory(temporary);
      return new OutputFolder(option, absolute, temporary);
    } catch (IOException e) {
      throw OutputFile.unwritable(option, target, e);
    }
  }

  /** Refuses a folder that could not be made or written, before long work begins. */
  static void requireWritable(String option, Path folder) {
    Path place = folder.toAbsolutePath();
    while (place != null && !Files.exists(place)) {
      place = place.getParent();
    }
    if (place == null || !Files.isDirectory(place) || !Files.isWritable(place)) {
      throw CliException.usage("%s %s cannot be written; name a folder that can", option, folder);
    }
  }

  /** Where to write. */
  Path folder() {
    return temporary;
  }

  /** Puts the folder in place. */
  void commit() {
    try {
      Interrupts.discard(target);
      Files.move(temporary, target);
    } catch (IOException e) {
      throw OutputFile.unwritable(option, target, e);
    }
  }

  /** What could not be written. */
  CliException failed(IOException e) {
    return OutputFile.unwritable(option, target, e);
  }

  @Override
  public void close() {
    Interrupts.discard(temporary);
  }
}
