package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.journal.Journal;
import bitwright.explore.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptedStudyTest {

  @TempDir private Path folder;

  private Path space() throws IOException {
    Path models = CliRun.root().resolve("models");
    return Files.writeString(
        folder.resolve("space.yaml"),
        """
        data:
          inputs: %1$s/digits.npy
          labels: %1$s/digits-labels.npy
          calibration: %1$s/digits-calibration.npy
          calibrationImages: 8
          images: 12
        formats:
          - {integers: 3..6, pairs: product}
        """
            .formatted(models));
  }

  @Test
  void aTerminatedStudySaysThatItCanGoOnAndDoes() throws IOException, InterruptedException {
    Path out = folder.resolve("study");
    List<String> command =
        List.of("explore", "digits-cnn-float", "--space", space().toString(), "--out", "" + out);
    Path log = folder.resolve("log.txt");
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dbitwright.home=" + CliRun.root(),
            "-cp",
            System.getProperty("java.class.path"),
            "bitwright.explore.cli.Main");
    Process process =
        new ProcessBuilder(concat(java, command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    // The log of the journal grows with the first finished job.
    Path writeAhead = out.resolve(Journal.FILE + "-wal");
    while (process.isAlive() && !(Files.exists(writeAhead) && Files.size(writeAhead) > 20_000)) {
      Thread.sleep(5);
    }
    process.destroy();
    assertEquals(ExitCode.INTERRUPTED, process.waitFor(), Files.readString(log));
    assertTrue(
        Files.readString(log).contains("interrupted; the same command continues"),
        Files.readString(log));
    List<JournalEntry> before = entries(out);
    assertTrue(!before.isEmpty() && before.size() < 16, "" + before.size());
    CliRun rest = CliRun.of(concat(command, List.of("--shard", "1/1")).toArray()).ok();
    assertEquals("Shard 1/1: 16 jobs are in " + out + ".\n", rest.out());
    String small = Files.readString(space()).replace("3..6, pairs: product", "3, pairs: product");
    Path one = Files.writeString(folder.resolve("one.yaml"), small);
    Path single = folder.resolve("single");
    CliRun only =
        CliRun.of("explore", "digits-cnn-float", "--space", one, "--out", single, "--shard", "1/1")
            .ok();
    assertEquals("Shard 1/1: 1 job is in " + single + ".\n", only.out());
    List<JournalEntry> after = entries(out);
    assertEquals(16, after.size());
    assertTrue(after.containsAll(before));
  }

  private static List<String> concat(List<String> a, List<String> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static List<JournalEntry> entries(Path out) {
    try (Journal journal = Journal.open(out)) {
      return journal.all();
    }
  }
}
