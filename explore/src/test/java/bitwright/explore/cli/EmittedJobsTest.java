package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.emit.Scheduler;
import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobSpec;
import bitwright.explore.pool.SmallExploration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmittedJobsTest {

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final Console console = new Console(stream, stream, false, false);
  private final Home home = new Home(CliRun.root());

  private List<JobSpec> jobs() throws IOException {
    return SmallExploration.jobs(CliRun.root().resolve("models"), 3);
  }

  @Test
  void everySchedulerHasItsFolder() throws IOException {
    for (Scheduler scheduler : Scheduler.values()) {
      Path target = folder.resolve(scheduler.name());
      assertEquals(0, EmittedJobs.write(home, console, scheduler, jobs(), target));
      assertTrue(Files.exists(target.resolve(scheduler.file())));
      assertTrue(
          Files.readString(target.resolve(scheduler.file()))
              .contains(CliRun.root().resolve("bitwright").toString()));
      assertTrue(out.toString().contains("cd " + target + " && " + scheduler.command()));
    }
  }

  @Test
  void oneJobIsOne() throws IOException {
    Path target = folder.resolve("one");
    EmittedJobs.write(home, console, Scheduler.SLURM, jobs().subList(0, 1), target);
    assertTrue(out.toString().startsWith("Wrote 1 job to " + target), out.toString());
    assertEquals("1,000 jobs", Words.count(1000, "job"));
  }

  @Test
  void resultsAreNotOverwritten() throws IOException {
    Path target = folder.resolve("emitted");
    EmittedJobs.write(home, console, Scheduler.SLURM, jobs(), target);
    Exception e =
        assertThrows(
            CliException.class,
            () -> EmittedJobs.write(home, console, Scheduler.SLURM, jobs(), target));
    assertTrue(e.getMessage().contains("is not empty; name a new folder"), e.getMessage());
  }

  @Test
  void nothingIsLeftOfAFolderThatCannotBeFilled() throws IOException {
    JobSpec job = jobs().get(0);
    String gone = JobJson.text(job).replace("digits.npy", "gone.npy");
    List<JobSpec> jobs = List.of(JobJson.read(gone, JobSpec.class));
    Path target = folder.resolve("emitted");
    CliException e =
        assertThrows(
            CliException.class,
            () -> EmittedJobs.write(home, console, Scheduler.NEXTFLOW, jobs, target));
    assertEquals(ExitCode.DATA, e.exitCode());
    assertTrue(
        e.getMessage().endsWith("gone.npy cannot be read: there is no such file"), e.getMessage());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }
}
