package bitwright.explore.cli;

import bitwright.explore.job.DataFile;
import bitwright.explore.job.Images;
import bitwright.explore.job.JobSpec;
import bitwright.explore.job.Workspace;
import bitwright.explore.space.SpaceData;
import bitwright.explore.space.SpaceReader;
import bitwright.quantize.ptq.QuantizationSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name the images of a quantization. */
final class QuantizeData {

  @Option(
      names = "--calibration",
      paramLabel = "X.npy",
      description =
          "Images to choose scales on, float32 or uint8 [N, ...input shape]; a bundled network has"
              + " its own.")
  private Path calibration;

  @Option(
      names = "--calibration-images",
      paramLabel = "N",
      defaultValue = "200",
      description = "The first so many of them (default: 200).")
  private int calibrationImages;

  @Option(
      names = "--inputs",
      paramLabel = "X.npy",
      description =
          "Held-out images for the accuracy, with --labels; a bundled network has its own.")
  private Path inputs;

  @Option(
      names = "--labels",
      paramLabel = "L.npy",
      description = "Their classes, an integer vector [N].")
  private Path labels;

  @Option(names = "--limit", paramLabel = "N", description = "Only the first N held-out images.")
  private Integer limit;

  @Option(
      names = "--uint8",
      paramLabel = "pixels|integers",
      defaultValue = "pixels",
      description = "What bytes stand for: pixels x/255 (default), or integers.")
  private SampleOptions.Bytes bytes;

  private boolean labelled;

  /** Refuses to write over what is read. */
  void requireOther(String option, Path output) {
    for (Path read : Arrays.asList(calibration, inputs, labels)) {
      if (read != null
          && read.toAbsolutePath().normalize().equals(output.toAbsolutePath().normalize())) {
        throw CliException.usage("%s %s is a file that is read; name another", option, output);
      }
    }
  }

  /** Whether the job has classes, so that its accuracy can be measured. */
  boolean hasLabels() {
    return labelled;
  }

  /**
   * A job without targets on these images, which have been read and checked. Without held-out
   * images, those of calibration stand in their place.
   */
  JobSpec job(FloatModel model, QuantizationSpec quantization, Workspace workspace) {
    requirePositive("--calibration-images", calibrationImages);
    if (limit != null) {
      requirePositive("--limit", limit);
    }
    if (inputs == null != (labels == null)) {
      throw CliException.usage(
          "%s stands alone; give --inputs and --labels together, or neither",
          inputs == null ? "--labels" : "--inputs");
    }
    Optional<SpaceData> own = model.space().map(space -> SpaceReader.read(space).data());
    if (calibration == null && own.isEmpty()) {
      throw CliException.usage(
          "--calibration is missing; name some hundred images of the kind that %s was trained on",
          model.label());
    }
    Path scaled =
        calibration != null ? calibration : own.get().folder().resolve(own.get().calibration());
    boolean bundled = inputs == null && own.isPresent();
    labelled = inputs != null || bundled;
    Path images = inputs;
    Path classes = labels;
    if (bundled) {
      images = own.get().folder().resolve(own.get().inputs());
      classes = own.get().folder().resolve(own.get().labels());
    }
    DataFile calibrated = file("--calibration", scaled);
    JobSpec job =
        new JobSpec(
            model.file(),
            calibrated,
            Math.min(calibrationImages, count(model, scaled)),
            labelled ? file("--inputs", images) : calibrated,
            labelled ? file("--labels", classes) : calibrated,
            limit == null ? Integer.MAX_VALUE : limit,
            bytes.name().toLowerCase(Locale.ROOT),
            quantization,
            List.of());
    check(job, workspace);
    return job;
  }

  private int count(FloatModel model, Path images) {
    boolean pixels = bytes == SampleOptions.Bytes.PIXELS;
    try {
      return Images.read("calibration", images, model.network(), pixels).count();
    } catch (IllegalArgumentException e) {
      throw CliException.data("--%s", e.getMessage());
    }
  }

  private void check(JobSpec job, Workspace workspace) {
    try {
      workspace.quantizer(job);
      if (labelled) {
        workspace.inputs(job);
        workspace.labels(job);
      }
    } catch (IllegalArgumentException e) {
      throw CliException.data("--%s", e.getMessage());
    }
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw CliException.usage("%s %d is not allowed; use at least 1", option, value);
    }
  }

  private static DataFile file(String option, Path path) {
    if (!Files.isRegularFile(path)) {
      throw CliException.data("%s %s is not a file", option, path);
    }
    try {
      return DataFile.of(path.normalize());
    } catch (IOException e) {
      throw CliException.data("%s %s cannot be read: %s", option, path, OutputFile.reason(e));
    }
  }
}
