package bitwright.explore.study;

import bitwright.explore.job.Images;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what makes results of a network worthless: images that are not of its kind. */
public final class Caution {

  /** What each begins with. */
  public static final String BEGIN = "Caution: ";

  /** Ranges of images for calibration and for accuracy so far apart are not of one kind. */
  private static final double WILD = 16;

  private Caution() {}

  /**
   * Warnings about the images that a job calibrates on, none if they are like the held-out ones.
   */
  public static List<String> calibration(String name, JobSpec job, Workspace workspace) {
    double calibrated = range(workspace.calibration(job));
    double classified = range(workspace.inputs(job));
    if (calibrated == 0) {
      return List.of(
          BEGIN
              + "all calibration images of "
              + name
              + " are zero, by which no scale can be chosen; name images of the kind that it was"
              + " trained on");
    }
    if (calibrated > WILD * classified || classified > WILD * calibrated) {
      return List.of(
          String.format(
              Locale.ROOT,
              "%scalibration images of %s reach %.4g in magnitude, held-out images %.4g, so that"
                  + " scales cannot fit; prepare both alike",
              BEGIN,
              name,
              calibrated,
              classified));
    }
    return List.of();
  }

  /**
   * Warnings about a float network whose accuracy is below twice that of a guess.
   *
   * @param classes how many it tells apart
   */
  public static List<String> accuracy(String name, int right, int images, int classes) {
    if (classes < 2 || (long) right * classes >= 2L * images) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%sin float, %s has only %.1f %% of %,d images right, and a guess among %d classes has"
                + " %.1f %%; check that images and labels are those that it was trained for",
            BEGIN,
            name,
            100.0 * right / images,
            images,
            classes,
            100.0 / classes));
  }

  /** All warnings about a job with classes. */
  public static List<String> of(String name, JobSpec job, Workspace workspace) {
    List<String> warnings = new ArrayList<>(calibration(name, job, workspace));
    boolean[] correct = workspace.floatCorrect(job);
    int right = 0;
    for (boolean image : correct) {
      right += image ? 1 : 0;
    }
    int classes = workspace.network(job.model()).output().elements();
    warnings.addAll(accuracy(name, right, correct.length, classes));
    return warnings;
  }

  private static double range(Images images) {
    double most = 0;
    for (float value : images.values()) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }
}
