package bitwright.explore.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.golden.Evaluation;
import bitwright.arith.golden.GoldenModel;
import bitwright.explore.job.DataFile;
import bitwright.explore.job.Images;
import bitwright.explore.journal.Journal;
import bitwright.explore.space.Space;
import bitwright.explore.space.SpaceReader;
import bitwright.quantize.ImportOptions;
import bitwright.quantize.QonnxImporter;
import bitwright.quantize.real.RealReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole study of few candidates: rounds, formats by layer, a finalist, and its repetition. */
class StudyRunnerTest {

  private static final Path MODELS = Path.of("").toAbsolutePath().getParent().resolve("models");

  @TempDir private Path folder;

  private static final String SPACE =
      """
      title: A few
      data:
        inputs: %1$s/digits.npy
        labels: %1$s/digits-labels.npy
        calibration: %1$s/digits-calibration.npy
        calibrationImages: 16
        images: 60
      formats: [int2 × int2, int3 × int3, e2m1 × e2m1, int8 × int8]
      techniques: [none, equalize]
      targets: {devices: xc7z020, cells: portable, cycles: 100000}
      halving: {first: 30, keep: front}
      finalists: {least: 1, vectors: 3}
      allocate: {formats: [int3, int8], budgets: [0.7, 0.01], techniques: [none]}
      """;

  private Study study() throws IOException {
    Path file = Files.writeString(folder.resolve("space.yaml"), SPACE.formatted(MODELS));
    Space space = SpaceReader.read(file);
    DataFile model = DataFile.of(MODELS.resolve("float/digits-cnn-float.onnx"));
    try (Journal journal = Journal.open(folder.resolve("out"))) {
      return new StudyRunner(
              space,
              Map.of("digits", model),
              folder.resolve("out"),
              journal,
              2,
              (stage, done, total) -> {})
          .run();
    }
  }

  @Test
  void roundsFormatsByLayerAndFinalists() throws IOException {
    Study study = study();
    assertTrue(study.points().size() > 8, study.points().size() + " points");
    List<StudyPoint> mixed =
        study.points().stream().filter(p -> p.family().equals(Families.MIXED)).toList();
    assertFalse(mixed.isEmpty(), "no formats by layer");
    assertTrue(
        study.points().stream().anyMatch(p -> p.images() == 30)
            && study.points().stream().anyMatch(p -> p.images() == 60),
        "no rounds");
    assertEquals(
        "Caution: digits has no formats by layer within the budget {lut: 0.01} (technique none,"
            + " importance loss); raise it or allow narrower formats",
        study.conclusion().get(0));
    List<StudyPoint> front = study.points().stream().filter(StudyPoint::front).toList();
    assertFalse(front.isEmpty());
    for (StudyPoint point : front) {
      assertEquals(60, point.images());
      Finalist finalist = point.finalist().orElseThrow();
      assertEquals(3, finalist.vectors());
      assertEquals(0, finalist.mismatches());
      assertTrue(finalist.compared() > 3 * 1000, finalist.compared() + " codes");
      assertEquals(point.price().cycles(), finalist.cycles());
      assertTrue(Math.abs(point.price().lut() - finalist.lut()) < 0.15 * finalist.lut());
      assertEquals(point.right(), right(folder.resolve("out/finalists/" + point.id())));
    }
    assertEquals(1, study.models().size());
    Study again = study();
    assertEquals(study, again);
  }

  /** The accuracy of the file that the finalist's hardware came from. */
  private static int right(Path finalist) throws IOException {
    byte[] file = Files.readAllBytes(finalist.resolve("model.onnx"));
    var network =
        RealReader.read(Files.readAllBytes(MODELS.resolve("float/digits-cnn-float.onnx")));
    Images images = Images.read("inputs", MODELS.resolve("digits.npy"), network, true);
    int[] labels = Images.labels(MODELS.resolve("digits-labels.npy"), images.count(), 10);
    Evaluation golden =
        new GoldenModel(QonnxImporter.load(file, "q", ImportOptions.defaults()).network())
            .evaluate(images.first(60).values());
    int right = 0;
    for (int i = 0; i < 60; i++) {
      right += golden.argMax(i) == labels[i] ? 1 : 0;
    }
    return right;
  }
}
