package bitwright.explore.emit;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder with all that machines elsewhere need to do jobs: {@code jobs/0.json} and so on, the
 * files that jobs read in {@code data}, and the file of the scheduler, which runs {@code bitwright
 * run-job jobs/N.json results} once for every job.
 *
 * <p>Paths in it are relative to it, so it may be copied to where the machines are.
 */
public final class Emission {

  private final Path folder;
  private final Map<DataFile, DataFile> copies = new LinkedHashMap<>();

  private Emission(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes the folder, which must be there.
   *
   * @param jobs what to do; equal ones are done once
   * @param launcher the command {@code bitwright} on the machines
   * @return how many jobs there are
   * @throws IllegalArgumentException in one sentence, if a file of a job is gone or has changed
   * @throws IOException if the folder cannot be written
   */
  public static int write(Scheduler scheduler, List<JobSpec> jobs, Path folder, String launcher)
      throws IOException {
    Emission emission = new Emission(folder);
    Files.createDirectories(folder.resolve("jobs"));
    Files.createDirectories(folder.resolve("data"));
    Map<String, JobSpec> distinct = new LinkedHashMap<>();
    for (JobSpec job : jobs) {
      distinct.putIfAbsent(job.hash(), job);
    }
    List<JobSpec> moved = new ArrayList<>();
    for (JobSpec job : distinct.values()) {
      moved.add(emission.moved(job));
    }
    for (int i = 0; i < moved.size(); i++) {
      Files.writeString(folder.resolve("jobs/" + i + ".json"), JobJson.text(moved.get(i)) + "\n");
    }
    String name = "bitwright-" + Sha256.of(String.join("\n", distinct.keySet())).substring(0, 8);
    String text =
        switch (scheduler) {
          case SLURM -> Slurm.text(name, moved.size(), launcher);
          case KUBERNETES -> Kubernetes.text(name, moved.size(), launcher);
          case NEXTFLOW -> Nextflow.text(moved.size(), launcher);
        };
    Files.writeString(folder.resolve(scheduler.file()), text);
    if (scheduler == Scheduler.SLURM) {
      Files.createDirectories(folder.resolve(Slurm.LOGS));
    }
    return moved.size();
  }

  private JobSpec moved(JobSpec job) throws IOException {
    return new JobSpec(
        copy("model", job.model()),
        copy("calibration", job.calibration()),
        job.calibrationImages(),
        copy("inputs", job.inputs()),
        copy("labels", job.labels()),
        job.images(),
        job.bytes(),
        job.quantization(),
        job.targets());
  }

  private DataFile copy(String what, DataFile file) throws IOException {
    DataFile known = copies.get(file);
    if (known != null) {
      return known;
    }
    Path source = Path.of(file.path());
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(source);
    } catch (IOException e) {
      throw file.unreadable(what, e);
    }
    if (!Sha256.of(bytes).equals(file.sha256())) {
      throw new IllegalArgumentException(
          "%s %s has changed meanwhile; begin again".formatted(what, source));
    }
    // Files of equal names in different folders stay apart.
    String path = "data/" + file.sha256().substring(0, 8) + "-" + source.getFileName();
    Files.write(folder.resolve(path), bytes);
    DataFile copy = new DataFile(path, file.sha256());
    copies.put(file, copy);
    return copy;
  }
}
