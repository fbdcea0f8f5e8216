package bitwright.explore.pool;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobJson;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobRunner;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Target;
import bitwright.explore.job.Workspace;
import bitwright.explore.journal.Journal;
import bitwright.quantize.ptq.QuantizationSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sixty points of the bundled network for digits on a few images, as a process of its own. */
public final class SmallExploration {

  /** How many there are at most. */
  public static final int POINTS = 60;

  /** Threads of the pool. */
  public static final int THREADS = 2;

  private static final List<String> WEIGHTS =
      List.of("int3", "int4", "int6", "int8", "e2m1", "e3m2");
  private static final List<String> ACTIVATIONS = List.of("int3", "int4", "int6", "int8", "e2m2");
  private static final List<List<String>> TECHNIQUES = List.of(List.of(), List.of("gptq"));

  private SmallExploration() {}

  /** So many of the points, from all over the space. */
  public static List<JobSpec> jobs(Path models, int count) throws IOException {
    List<JobSpec> all = all(models);
    return IntStream.range(0, count).mapToObj(i -> all.get(i * POINTS / count)).toList();
  }

  private static List<JobSpec> all(Path models) throws IOException {
    DataFile model = DataFile.of(models.resolve("float/digits-cnn-float.onnx"));
    DataFile calibration = DataFile.of(models.resolve("digits-calibration.npy"));
    DataFile inputs = DataFile.of(models.resolve("digits.npy"));
    DataFile labels = DataFile.of(models.resolve("digits-labels.npy"));
    List<Target> targets = List.of(new Target("xc7z020", "portable", 4096));
    List<JobSpec> jobs = new ArrayList<>();
    for (String weights : WEIGHTS) {
      for (String activations : ACTIVATIONS) {
        for (List<String> techniques : TECHNIQUES) {
          QuantizationSpec how = QuantizationSpec.of(weights, activations).with(techniques);
          jobs.add(new JobSpec(model, calibration, 8, inputs, labels, 12, "pixels", how, targets));
        }
      }
    }
    return jobs;
  }

  /** What an exploration is for: its results in the order of the jobs. */
  public static String table(Map<String, JobResult> results) {
    return results.values().stream().map(JobJson::text).collect(Collectors.joining("\n"));
  }

  /**
   * Explores, and says in a file which jobs it begins.
   *
   * @param arguments the models, how many points, the folder of the journal, the file of begun
   *     jobs, the table
   */
  public static void main(String[] arguments) throws IOException {
    Path begun = Path.of(arguments[3]);
    JobRunner runner = new JobRunner(new Workspace());
    try (Journal journal = Journal.open(Path.of(arguments[2]))) {
      Map<String, JobResult> results =
          Pool.run(
              jobs(Path.of(arguments[0]), Integer.parseInt(arguments[1])),
              journal,
              job -> {
                append(begun, job.hash() + "\n");
                return runner.run(job);
              },
              THREADS,
              (done, total) -> {});
      Files.writeString(Path.of(arguments[4]), table(results));
    }
  }

  private static void append(Path file, String line) {
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
