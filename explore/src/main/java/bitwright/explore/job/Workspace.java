package bitwright.explore.job;

import bitwright.quantize.ImportException;
import bitwright.quantize.ptq.PostTrainingQuantizer;
import bitwright.quantize.real.RealEvaluator;
import bitwright.quantize.real.RealNetwork;
import bitwright.quantize.real.RealReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * What jobs of one process share: files that were read and checked, and quantizers with what they
 * remember of their network. Any number of threads may use it.
 */
public final class Workspace {

  private final Map<Object, Object> kept = new ConcurrentHashMap<>();

  /**
   * The float network of a job.
   *
   * @throws IllegalArgumentException in one sentence, if the file is gone, changed or not
   *     acceptable
   */
  public RealNetwork network(DataFile model) {
    return keep(
        List.of("network", model),
        () -> {
          try {
            return RealReader.read(bytes("model", model));
          } catch (ImportException e) {
            throw new IllegalArgumentException(
                "model %s: %s".formatted(model.path(), e.getMessage()), e);
          }
        });
  }

  /** The quantizer of a job, calibrated on its images. */
  public PostTrainingQuantizer quantizer(JobSpec job) {
    return keep(
        List.of("quantizer", job.model(), job.calibration(), job.calibrationImages(), job.bytes()),
        () -> new PostTrainingQuantizer(network(job.model()), calibration(job).doubles()));
  }

  /** The images that a job calibrates on. */
  public Images calibration(JobSpec job) {
    return images("calibration", job, job.calibration()).first(job.calibrationImages());
  }

  /** The held-out images of a job. */
  public Images inputs(JobSpec job) {
    return images("inputs", job, job.inputs()).first(job.images());
  }

  /**
   * Reads the files of a job before long work, and refuses to do it on fewer images than it names:
   * its result would claim more.
   *
   * @throws IllegalArgumentException in one sentence
   */
  public void require(JobSpec job) {
    requireEnough(
        "calibrationImages", job.calibrationImages(), job.calibration(), calibration(job));
    requireEnough("images", job.images(), job.inputs(), inputs(job));
    labels(job);
  }

  private static void requireEnough(String component, int wanted, DataFile file, Images images) {
    if (images.count() < wanted) {
      throw new IllegalArgumentException(
          "%s %d is more than the %d of %s; use at most so many"
              .formatted(component, wanted, images.count(), file.path()));
    }
  }

  /** The classes of all held-out images of a job's file. */
  public int[] labels(JobSpec job) {
    RealNetwork network = network(job.model());
    int count = images("inputs", job, job.inputs()).count();
    return keep(
        List.of("labels", job.labels(), network.output().elements(), count),
        () -> {
          bytes("labels", job.labels());
          return Images.labels(Path.of(job.labels().path()), count, network.output().elements());
        });
  }

  /** Which images the float network classifies rightly, computed in double precision. */
  public boolean[] floatCorrect(JobSpec job) {
    return keep(
        List.of("float", job.model(), job.inputs(), job.labels(), job.images(), job.bytes()),
        () -> {
          RealEvaluator evaluator = new RealEvaluator(network(job.model()));
          List<double[]> images = inputs(job).doubles();
          int[] labels = labels(job);
          Boolean[] right =
              IntStream.range(0, images.size())
                  .parallel()
                  .mapToObj(i -> argMax(evaluator.outputs(images.get(i))) == labels[i])
                  .toArray(Boolean[]::new);
          boolean[] correct = new boolean[right.length];
          for (int i = 0; i < right.length; i++) {
            correct[i] = right[i];
          }
          return correct;
        });
  }

  private static int argMax(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  private Images images(String what, JobSpec job, DataFile file) {
    return keep(
        List.of("images", file, job.model(), job.bytes()),
        () -> {
          bytes(what, file);
          return Images.read(
              what, Path.of(file.path()), network(job.model()), job.bytes().equals("pixels"));
        });
  }

  private static byte[] bytes(String what, DataFile file) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of(file.path()));
      if (!Sha256.of(bytes).equals(file.sha256())) {
        throw new IllegalArgumentException(
            "%s %s has changed since the job was made; make its specification again"
                .formatted(what, file.path()));
      }
      return bytes;
    } catch (IOException e) {
      throw file.unreadable(what, e);
    }
  }

  private interface Maker<T> {
    T make();
  }

  // Not computeIfAbsent: what is made may itself be made of what is kept.
  @SuppressWarnings("unchecked")
  private <T> T keep(Object key, Maker<T> maker) {
    Object known = kept.get(key);
    if (known != null) {
      return (T) known;
    }
    synchronized (this) {
      known = kept.get(key);
      if (known == null) {
        known = maker.make();
        kept.put(key, known);
      }
      return (T) known;
    }
  }
}
