package bitwright.explore.cli;

import bitwright.cost.synthesis.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What happens on Ctrl-C or a termination signal: temporary files go, and the exit code says
 * whether the same command can continue the work.
 */
final class Interrupts {

  private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

  /** What the launcher started before: its filter of stderr, which carries the last words. */
  private static final Set<ProcessHandle> OLDER = ConcurrentHashMap.newKeySet();

  private static volatile boolean finished;
  private static volatile boolean resumable;

  private Interrupts() {}

  /** Installs the handler; called once by the process. */
  static void install(Console console) {
    ProcessHandle.current().children().forEach(OLDER::add);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ended(console), "interrupts"));
  }

  private static void ended(Console console) {
    if (finished) {
      return;
    }
    TemporaryFiles.end(
        () ->
            ProcessHandle.current()
                .children()
                .filter(child -> !OLDER.contains(child))
                .forEach(Interrupts::destroy));
    List.copyOf(TEMPORARY).forEach(Interrupts::discard);
    console.err().println();
    if (resumable) {
      console.log("interrupted; the same command continues from what is built and stored");
      Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
    }
    console.log("interrupted; nothing was written");
    Runtime.getRuntime().halt(130);
  }

  private static void destroy(ProcessHandle child) {
    child.descendants().forEach(ProcessHandle::destroy);
    child.destroy();
  }

  /** The command has ended by itself. */
  static void finish() {
    finished = true;
  }

  /** From here on, the same command continues the work. */
  static void resumable() {
    resumable = true;
  }

  /** Deletes a file or folder if the process is interrupted before {@link #discard}. */
  static void guard(Path temporary) {
    TEMPORARY.add(temporary);
  }

  /** Deletes a temporary file or folder now, if it is still there. */
  static void discard(Path temporary) {
    TEMPORARY.remove(temporary);
    if (!Files.exists(temporary)) {
      return;
    }
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A leftover temporary file is harmless, and there is nobody to tell.
    }
  }
}
