package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedSynthesisTest {

  private static final int INTERRUPTED = 130;

  /**
   * Does not heed signals for three seconds, so that only its caller's end can delete its files.
   */
  private static final String STUBBORN_TOOL =
      """
      #!/bin/sh
      [ "$1" = -V ] && echo "Yosys 0.23 (git sha1 0)" && exit 0
      trap '' TERM
      : > begun
      i=0
      while [ "$i" -lt 60 ] && [ -e begun ]; do
        sleep 0.05
        i=$((i + 1))
      done
      """;

  @TempDir private Path folder;

  @Test
  void nothingOfASynthesisIsLeftWhenItIsTerminated() throws IOException, InterruptedException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path log = folder.resolve("log.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbitwright.home=" + CliRun.root(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "bitwright.explore.cli.Main",
                "estimate",
                "digits-int4",
                "--synthesize",
                "--seeds",
                "20")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Path tools = Files.createDirectory(folder.resolve("tools"));
    Path tool = Files.writeString(tools.resolve("yosys"), STUBBORN_TOOL);
    assertTrue(tool.toFile().setExecutable(true));
    builder
        .environment()
        .merge("PATH", tools.toString(), (path, ours) -> ours + File.pathSeparator + path);
    Process process = builder.start();
    while (process.isAlive() && begun(temporary).isEmpty()) {
      Thread.sleep(5);
    }
    assertEquals(1, begun(temporary).size(), Files.readString(log));
    process.destroy();
    assertEquals(INTERRUPTED, process.waitFor(), Files.readString(log));
    String last = Files.readAllLines(log).stream().reduce((a, b) -> b).orElse("");
    assertEquals("bitwright: interrupted; nothing was written", last, Files.readString(log));
    try (Stream<Path> left = Files.list(temporary)) {
      assertEquals(List.of(), left.filter(InterruptedSynthesisTest::isOurs).toList());
    }
  }

  private static boolean isOurs(Path path) {
    return path.getFileName().toString().startsWith("bitwright");
  }

  private static List<Path> begun(Path temporary) throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("bitwright-synthesis"))
          .map(path -> path.resolve("begun"))
          .filter(Files::exists)
          .toList();
    }
  }
}
