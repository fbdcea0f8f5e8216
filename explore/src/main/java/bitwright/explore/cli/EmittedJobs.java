package bitwright.explore.cli;

import bitwright.explore.emit.Emission;
import bitwright.explore.emit.Scheduler;
import bitwright.explore.job.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that {@code explore --emit} writes for a cluster. */
final class EmittedJobs {

  private EmittedJobs() {}

  /** Writes the jobs, and says how to go on. */
  static int write(
      Home home, Console console, Scheduler scheduler, List<JobSpec> jobs, Path folder) {
    requireEmpty(folder);
    try (OutputFolder output = OutputFolder.open("--out", folder, scheduler.file())) {
      int count;
      try {
        Path launcher = home.folder().toAbsolutePath().normalize().resolve("bitwright");
        count = Emission.write(scheduler, jobs, output.folder(), launcher.toString());
      } catch (IOException e) {
        throw output.failed(e);
      }
      output.commit();
      console
          .out()
          .printf(
              "Wrote %s to %s.%n  begin:    cd %s && %s%n  collect:  ./bitwright merge"
                  + " %s --out WHOLE%n  report:   this command without --emit, with --out WHOLE%n",
              Words.count(count, "job"),
              folder,
              folder,
              scheduler.command(),
              folder.resolve("results"));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw CliException.data("%s", e.getMessage());
    }
  }

  /** Results of days may be in a folder that was written before. */
  private static void requireEmpty(Path folder) {
    try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
      if (files.findAny().isPresent()) {
        throw CliException.usage("--out %s is not empty; name a new folder", folder);
      }
    } catch (IOException e) {
      throw OutputFile.unwritable("--out", folder, e);
    }
  }
}
