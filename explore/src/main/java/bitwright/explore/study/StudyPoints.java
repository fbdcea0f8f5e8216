package bitwright.explore.study;

import bitwright.explore.job.JobResult;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Price;
import bitwright.explore.job.Workspace;
import bitwright.explore.statistics.Paired;
import bitwright.explore.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results as points. */
final class StudyPoints {

  static final double CONFIDENCE = 0.95;

  private static final int ID_DIGITS = 12;

  private final Workspace workspace;

  StudyPoints(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The name of a job's point: the first digits of the hash, and the target's position. */
  static String id(JobSpec job, int target) {
    return job.hash().substring(0, ID_DIGITS) + "-" + target;
  }

  /** One point per target; none if the job failed. */
  List<StudyPoint> of(String model, JobSpec job, JobResult result) {
    List<StudyPoint> points = new ArrayList<>();
    if (result.isFailure()) {
      return points;
    }
    Paired toFloat = Paired.of(result.correctImages(), workspace.floatCorrect(job));
    for (int target = 0; target < result.prices().size(); target++) {
      Price price = result.prices().get(target);
      points.add(
          new StudyPoint(
              id(job, target),
              model,
              Families.of(job.quantization()),
              job.quantization(),
              result.images(),
              result.right(),
              result.accuracy(),
              Proportion.wilson(result.right(), result.images(), CONFIDENCE),
              toFloat,
              price,
              false,
              Optional.empty()));
    }
    return points;
  }
}
