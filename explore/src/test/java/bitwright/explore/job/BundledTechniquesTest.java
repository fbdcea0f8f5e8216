package bitwright.explore.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.statistics.Paired;
import bitwright.quantize.ptq.QuantizationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What techniques do to the bundled float networks, on all their held-out images, bit-exact.
 *
 * <p>At night also with minifloats of four bits; by day with integers.
 */
class BundledTechniquesTest {

  private static final double SIGNIFICANT = 0.05;
  private static final double MOST_LOST = 0.003;

  private final Workspace workspace = new Workspace();
  private final JobRunner runner = new JobRunner(workspace);

  private static JobSpec job(String task, QuantizationSpec quantization) throws IOException {
    Path models = Path.of("..", "models");
    return new JobSpec(
        DataFile.of(models.resolve("float/" + task + "-cnn-float.onnx")),
        DataFile.of(models.resolve(task + "-calibration.npy")),
        200,
        DataFile.of(models.resolve(task + ".npy")),
        DataFile.of(models.resolve(task + "-labels.npy")),
        task.equals("digits") ? 1000 : 2000,
        "pixels",
        quantization,
        List.of());
  }

  private boolean[] right(JobSpec job) {
    JobResult result = runner.run(job);
    assertEquals("", result.failure());
    boolean[] right = new boolean[result.images()];
    for (int i = 0; i < right.length; i++) {
      right[i] = (Character.digit(result.correct().charAt(i / 4), 16) >> i % 4 & 1) == 1;
    }
    return right;
  }

  @Test
  void noTechniqueAloneHurtsAtFourBitsAndAtLeastThreeHelp() throws IOException {
    boolean night = Boolean.getBoolean("bitwright.nightly");
    List<String> formats = night ? List.of("int4", "e2m1") : List.of("int4");
    Map<String, Paired> all = new TreeMap<>();
    for (String task : List.of("digits", "fashion")) {
      for (String format : formats) {
        QuantizationSpec plain = QuantizationSpec.of(format, format);
        boolean[] without = right(job(task, plain));
        for (String technique : QuantizationSpec.TECHNIQUES) {
          Paired paired = Paired.of(right(job(task, plain.with(List.of(technique)))), without);
          boolean hurts = paired.difference() < 0 && paired.p() < SIGNIFICANT;
          assertTrue(!hurts, task + " " + format + " " + technique + ": " + paired);
          all.merge(technique, paired, Paired::plus);
        }
      }
    }
    assertEquals(7, all.size());
    all.values().forEach(p -> assertEquals(3000 * formats.size(), p.images()));
    long helpful =
        all.values().stream().filter(p -> p.difference() > 0 && p.p() < SIGNIFICANT).count();
    assertTrue(helpful >= 3, all.toString());
  }

  @Test
  void eightBitsStayWithinThreeTenthsOfAPoint() throws IOException {
    int compared = 0;
    for (String task : List.of("digits", "fashion")) {
      for (String format : List.of("int8", "e4m3")) {
        QuantizationSpec spec =
            QuantizationSpec.of(format, format).with(List.of("bias-correction"));
        JobSpec job = job(task, spec);
        Paired paired = Paired.of(right(job), workspace.floatCorrect(job));
        assertTrue(paired.difference() >= -MOST_LOST, task + " " + format + ": " + paired);
        compared++;
      }
    }
    assertEquals(4, compared);
  }
}
