package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.Journal;
import bitwright.explore.journal.ResultFolder;
import bitwright.explore.pool.SmallExploration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJobCommandTest {

  @TempDir private Path folder;

  private JobSpec job() throws IOException {
    return SmallExploration.jobs(Home.find().folder().resolve("models"), 1).get(0);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("job.json"), text);
  }

  @Test
  void aJobIsDoneOnceAndCollected() throws IOException {
    JobSpec job = job();
    JobRunner runner = new JobRunner(new Workspace());
    JobResult expected = runner.run(job);
    Path spec = file(JobJson.text(job));
    Path results = folder.resolve("results");
    CliRun first = CliRun.of("run-job", spec, results).ok();
    assertTrue(first.out().contains("int3 × int3: "), first.out());
    assertTrue(first.out().contains("xc7z020 portable 4096 cycles: "), first.out());
    Path place = new ResultFolder(results).of(job);
    assertTrue(first.out().endsWith(place + "\n"), first.out());
    assertEquals(JobJson.text(job) + "\n", Files.readString(place.resolve("job.json")));
    assertEquals(JobJson.text(expected) + "\n", Files.readString(place.resolve("result.json")));
    assertArrayEquals(runner.quantized(job), Files.readAllBytes(place.resolve("model.onnx")));
    var time = Files.getLastModifiedTime(place.resolve("result.json"));
    CliRun second = CliRun.of("run-job", spec, results).ok();
    assertTrue(second.err().contains("this job is finished"), second.err());
    assertEquals(first.out(), second.out());
    assertEquals(time, Files.getLastModifiedTime(place.resolve("result.json")));
    CliRun.of("describe", place.resolve("model.onnx")).ok();

    Path whole = folder.resolve("whole");
    CliRun merged = CliRun.of("merge", results, "--out", whole).ok();
    assertEquals(whole + ": 1 finished jobs.\n", merged.out());
    try (Journal journal = Journal.open(whole)) {
      assertEquals(expected, journal.find(job.hash()).orElseThrow());
    }
    String nothing = CliRun.of("merge", folder, "--out", whole).refused(ExitCode.DATA);
    assertTrue(nothing.contains("holds neither"), nothing);
  }

  @Test
  void badJobsAreOneSentence() throws IOException {
    Path results = folder.resolve("results");
    String gone = CliRun.of("run-job", folder.resolve("no.json"), results).refused(ExitCode.DATA);
    assertTrue(gone.contains("no.json cannot be read: no such file"), gone);
    String empty = CliRun.of("run-job", file(""), results).refused(ExitCode.DATA);
    assertTrue(empty.contains("is not acceptable: no JobSpec"), empty);
    String text = JobJson.text(job());
    String format = text.replace("\"int3\"", "\"int99\"");
    String unknown = CliRun.of("run-job", file(format), results).refused(ExitCode.DATA);
    assertTrue(unknown.contains("2 to 16 bits, not 99"), unknown);
    String moved = text.replace("digits.npy", "gone.npy");
    String missing = CliRun.of("run-job", file(moved), results).refused(ExitCode.DATA);
    assertTrue(missing.contains("gone.npy cannot be read"), missing);
    String changed = text.replace(job().labels().sha256(), "0".repeat(64));
    String other = CliRun.of("run-job", file(changed), results).refused(ExitCode.DATA);
    assertTrue(other.contains("has changed since the job was made"), other);
    assertTrue(Files.notExists(results));
  }
}
