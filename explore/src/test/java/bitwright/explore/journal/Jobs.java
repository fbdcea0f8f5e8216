package bitwright.explore.journal;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Sha256;
import bitwright.explore.job.Target;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;
import java.util.stream.IntStream;

/** Jobs of files that are nowhere, and results that nobody computed. */
public final class Jobs {

  private Jobs() {}

  /** The job number so. */
  public static JobSpec job(int number) {
    return new JobSpec(
        file("model"),
        file("calibration"),
        10,
        file("inputs"),
        file("labels"),
        100 + number,
        "pixels",
        QuantizationSpec.of("int4", "int4"),
        List.of(new Target("xc7z020", "portable", 1024)));
  }

  /** The jobs of the numbers from 0 on. */
  public static List<JobSpec> jobs(int count) {
    return IntStream.range(0, count).mapToObj(Jobs::job).toList();
  }

  /** A result of a job, the same whenever it is asked for. */
  public static JobResult result(JobSpec job) {
    return new JobResult(job.hash(), job.images(), "f".repeat(9), job.images() % 37, List.of(), "");
  }

  private static DataFile file(String name) {
    return new DataFile(name, Sha256.of(name));
  }
}
