package bitwright.explore.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, a network and a memory. */
public final class Chromium {

  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--host-resolver-rules=MAP * ~NOTFOUND");

  private Chromium() {}

  /**
   * Runs it on a page and returns what it prints.
   *
   * @param folder for its profile and its output
   * @param arguments flags and the page's address
   */
  public static String run(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "profile");
    Path output = folder.resolve("chromium.out");
    List<String> command = new ArrayList<>();
    command.add(find());
    command.addAll(FLAGS);
    command.add("--user-data-dir=" + profile);
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(folder.resolve("chromium.err").toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertTrue(ended, "the browser did not end");
    assertEquals(0, process.exitValue(), Files.readString(folder.resolve("chromium.err")));
    return Files.readString(output);
  }

  private static String find() {
    for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
      boolean there =
          Stream.of(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(dir -> Files.isExecutable(Path.of(dir, name)));
      if (there) {
        return name;
      }
    }
    throw new AssertionError("no Chromium on the PATH; ./check installs it");
  }
}
