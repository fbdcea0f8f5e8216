package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedSynthesisTest {

  private static final int INTERRUPTED = 130;

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
    builder.environment().put("TMPDIR", temporary.toString());
    Process process = builder.start();
    // Yosys has begun when it has a script to read.
    while (process.isAlive() && scripts(temporary).isEmpty()) {
      Thread.sleep(5);
    }
    assertEquals(1, scripts(temporary).size(), Files.readString(log));
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

  private static List<Path> scripts(Path temporary) throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders
          .filter(path -> path.getFileName().toString().startsWith("bitwright-synthesis"))
          .map(path -> path.resolve("bitwright-synthesis.ys"))
          .filter(Files::exists)
          .toList();
    }
  }
}
