package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import java.util.List;
import java.util.Map;
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
    assertEquals(whole + ": 1 finished job.\n", merged.out());
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
    assertTrue(empty.contains("is not acceptable: no job: the text is empty"), empty);
    String text = JobJson.text(job());
    String format = text.replace("\"int3\"", "\"int99\"");
    String unknown = CliRun.of("run-job", file(format), results).refused(ExitCode.DATA);
    assertTrue(unknown.contains("2 to 16 bits, not 99"), unknown);
    String moved = text.replace("digits.npy", "gone.npy");
    String missing = CliRun.of("run-job", file(moved), results).refused(ExitCode.DATA);
    assertTrue(missing.contains("gone.npy cannot be read"), missing);
    String relative = text.replace(job().model().path(), "data/net.onnx").replace("\\/", "/");
    String elsewhere = CliRun.of("run-job", file(relative), results).refused(ExitCode.DATA);
    assertTrue(elsewhere.contains("there is no such file in "), elsewhere);
    assertTrue(elsewhere.contains("relative to the folder that the command runs in"), elsewhere);
    String changed = text.replace(job().labels().sha256(), "0".repeat(64));
    String other = CliRun.of("run-job", file(changed), results).refused(ExitCode.DATA);
    assertTrue(other.contains("has changed since the job was made"), other);
    assertTrue(Files.notExists(results));
  }

  @Test
  void jobsThatClaimTooMuchOrNothingAreRefusedBeforeTheyAreStored() throws IOException {
    Path results = folder.resolve("results");
    String text = JobJson.text(job());
    String targets = text.substring(text.indexOf("\"targets\""), text.length() - 1);
    String quantization =
        text.substring(text.indexOf("\"quantization\":"), text.indexOf(",\"targets\""));
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry(text.replace("\"images\":12", "\"images\":-1"), "images -1 is not allowed"),
            Map.entry(
                text.replace("\"images\":12", "\"images\":5000"),
                "images 5000 is more than the 1000"),
            Map.entry(
                text.replace("\"images\":12", "\"images\":1.5"), "images: it must be a whole"),
            Map.entry(
                text.replace("\"calibrationImages\":8", "\"calibrationImages\":0"),
                "calibrationImages 0"),
            Map.entry(
                text.replace("\"calibrationImages\":8", "\"calibrationImages\":999999"),
                "calibrationImages 999999 is more than the"),
            Map.entry(
                text.replace("\"cycles\":4096", "\"cycles\":1.5"), "targets[0].cycles: it must be"),
            Map.entry(text.replace("\"cycles\":4096", "\"cycles\":0"), "cycles 0 are not allowed"),
            Map.entry(text.replace("xc7z020", "foo"), "device 'foo' is not in the catalogue"),
            Map.entry(text.replace("portable", "plastic"), "cells 'plastic' are unknown"),
            Map.entry(text.replace(targets, "\"targets\":[]"), "targets are empty"),
            Map.entry(text.replace(targets, "\"targets\":null"), "targets is null"),
            Map.entry(text.replace(targets, "\"targets\":[null]"), "an element of targets is null"),
            Map.entry(text.replace(quantization, "\"quantization\":null"), "quantization is null"),
            Map.entry(text.replace("\"uint8\"", "null"), "quantization: a value in it is null"),
            Map.entry(text.replace("\"pixels\"", "\"colours\""), "bytes 'colours' are unknown"),
            Map.entry(
                text.replace("\"images\":12", "\"images\":12,\"pictures\":12"),
                "pictures: there is no such key"),
            Map.entry(text.replace("\"images\":12,", ""), "images: the key is missing"),
            Map.entry(text + "x", "not valid JSON at line 1"));
    int refused = 0;
    for (Map.Entry<String, String> entry : wrong.entrySet()) {
      assertNotEquals(text, entry.getKey(), entry.getValue());
      String message = CliRun.of("run-job", file(entry.getKey()), results).refused(ExitCode.DATA);
      assertTrue(message.contains(entry.getValue()), entry.getValue() + " → " + message);
      for (String internal : List.of("Source:", "JobSpec", "bitwright.", "java.")) {
        assertFalse(message.substring("bitwright: ".length()).contains(internal), message);
      }
      refused++;
    }
    assertEquals(18, refused);
    assertTrue(Files.notExists(results));
  }
}
