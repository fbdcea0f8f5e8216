package bitwright.cost.synthesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Temporary files of tools. They go when their user is done, or when the process is told to end.
 */
public final class TemporaryFiles {

  /** How often a folder is emptied that a dying tool may still write to. */
  private static final int ATTEMPTS = 40;

  private static final int MILLIS_BETWEEN = 25;

  private static final Set<Path> KEPT = new LinkedHashSet<>();

  private static boolean ended;

  private TemporaryFiles() {}

  /** A new folder. */
  static synchronized Path folder(String prefix) throws IOException {
    waitForTheEnd();
    Path folder = Files.createTempDirectory(prefix);
    KEPT.add(folder);
    return folder;
  }

  /** A new, empty file. */
  static synchronized Path file(String prefix, String suffix) throws IOException {
    waitForTheEnd();
    Path file = Files.createTempFile(prefix, suffix);
    KEPT.add(file);
    return file;
  }

  /** Deletes a file or folder. */
  static synchronized void delete(Path path) {
    waitForTheEnd();
    KEPT.remove(path);
    try {
      deleteNow(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops tools and deletes what they were given, as the last act of a process. Whoever else uses
   * temporary files from here on waits for the end of the process, which must follow, so that
   * nothing new begins and no failure of a stopped tool is reported.
   *
   * @param stopTools ends the processes of tools
   */
  public static synchronized void end(Runnable stopTools) {
    ended = true;
    stopTools.run();
    for (int i = 0; i < ATTEMPTS && !KEPT.isEmpty(); i++) {
      List.copyOf(KEPT).forEach(TemporaryFiles::tryToDelete);
    }
  }

  private static void tryToDelete(Path path) {
    try {
      deleteNow(path);
      KEPT.remove(path);
    } catch (IOException | UncheckedIOException stillWritten) {
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(MILLIS_BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void waitForTheEnd() {
    while (ended) {
      try {
        TemporaryFiles.class.wait();
      } catch (InterruptedException e) {
        // The process ends in any case.
      }
    }
  }

  private static void deleteNow(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
