package bitwright.explore.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {

  @TempDir private Path folder;

  private void shard(String name, int... numbers) {
    try (Journal journal = Journal.open(folder.resolve(name))) {
      Arrays.stream(numbers)
          .mapToObj(Jobs::job)
          .forEach(job -> journal.put(job, Jobs.result(job), 1));
    }
  }

  private void results(String name, int... numbers) throws IOException {
    for (int number : numbers) {
      JobSpec job = Jobs.job(number);
      new ResultFolder(folder.resolve(name)).put(job, Jobs.result(job), new byte[] {1}, 2);
    }
  }

  private Merge merge(String... parts) {
    return Merge.into(folder.resolve("whole"), Arrays.stream(parts).map(folder::resolve).toList());
  }

  private void assertRefused(String why, String... parts) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> merge(parts));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void journalsAndFoldersAreJoined() throws IOException {
    shard("a", 0, 1, 2);
    shard("b", 2, 3);
    results("c", 3, 4);
    try (Journal journal = Journal.open(folder.resolve("a"))) {
      journal.putFinalist("k", "1", 0);
    }
    assertEquals(new Merge(5, 1, 2), merge("a", "b", "c"));
    assertEquals(new Merge(5, 1, 2), merge("c", "a", "b"));
    shard("d", 9);
    assertEquals(new Merge(6, 1, 0), merge("d"));
    try (Journal whole = Journal.open(folder.resolve("whole"))) {
      for (int number : List.of(0, 1, 2, 3, 4, 9)) {
        JobSpec job = Jobs.job(number);
        assertEquals(Jobs.result(job), whole.find(job.hash()).orElseThrow());
      }
      assertEquals("1", whole.findFinalist("k").orElseThrow());
    }
  }

  @Test
  void contradictionsAreRefusedAndNothingIsWritten() throws IOException {
    shard("a", 0, 1, 2);
    JobSpec job = Jobs.job(1);
    JobResult other = JobResult.failed(job.hash(), "a cosmic ray");
    new ResultFolder(folder.resolve("b")).put(job, other, new byte[0], 0);
    assertRefused("have different results of job " + job.hash(), "a", "b");
    assertFalse(Files.exists(folder.resolve("whole")));
    merge("a");
    assertRefused("another result of job " + job.hash(), "b");
    try (Journal a = Journal.open(folder.resolve("a"));
        Journal c = Journal.open(folder.resolve("c"))) {
      a.putFinalist("k", "1", 0);
      c.putFinalist("k", "2", 0);
    }
    assertRefused("have different results of finalist k", "a", "c");
  }

  @Test
  void whatIsNoPartIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertRefused("holds neither journal.sqlite nor results", "empty");
    assertRefused("holds neither journal.sqlite nor results", "nowhere");
    shard("whole", 0);
    assertRefused("leave it out", "whole");
    shard("held", 1);
    try (Journal held = Journal.open(folder.resolve("held"))) {
      assertRefused("in use by another process", "held");
      assertEquals(1, held.all().size());
    }
    Path place = new ResultFolder(folder.resolve("c")).of(Jobs.job(3));
    results("c", 3);
    Files.writeString(place.resolve("result.json"), "{");
    assertRefused("cannot be used (no result", "c");
    Files.delete(place.resolve("result.json"));
    assertRefused("cannot be used (a file is missing", "c");
    results("d", 4);
    Files.move(
        new ResultFolder(folder.resolve("d")).of(Jobs.job(4)),
        place.resolve("../" + "0".repeat(64)));
    Files.delete(place.resolve("job.json"));
    Files.delete(place.resolve("seconds.txt"));
    Files.delete(place.resolve("model.onnx"));
    Files.delete(place);
    assertRefused("it holds another job", "c");
  }

  @Test
  void aFinishedJobIsWholeAndStaysAsItIs() throws IOException {
    results("c", 3);
    JobSpec job = Jobs.job(3);
    ResultFolder results = new ResultFolder(folder.resolve("c"));
    assertEquals(Jobs.result(job), results.find(job).orElseThrow());
    results.put(job, JobResult.failed(job.hash(), "a later one"), new byte[0], 9);
    assertEquals(Jobs.result(job), results.find(job).orElseThrow());
    assertTrue(results.find(Jobs.job(4)).isEmpty());
    try (Stream<Path> files = Files.list(folder.resolve("c"))) {
      assertEquals(List.of(results.of(job)), files.toList());
    }
    Files.createDirectories(folder.resolve("c/.0123456789ab-123"));
    assertEquals(1, results.all().size());
  }
}
