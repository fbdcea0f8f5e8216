package bitwright.explore.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.report.Screenshot;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyPoint;
import bitwright.quantize.ptq.QuantizationSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReportTest {

  private static final Study STUDY = SyntheticStudy.study();

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    StudyReport.write(STUDY, folder);
  }

  @Test
  void everyPointIsInTheTables() throws IOException {
    int points = STUDY.points().size();
    assertTrue(points >= 700, points + " points");
    assertEquals(points + 1, Files.readAllLines(folder.resolve("points.csv")).size());
    JsonNode json = new ObjectMapper().readTree(folder.resolve("points.json").toFile());
    assertEquals(points, json.get("points").size());
    assertEquals(2, json.get("winners").size());
    for (int i = 0; i < points; i++) {
      StudyPoint point = STUDY.points().get(i);
      JsonNode object = json.get("points").get(i);
      assertEquals(point.id(), object.get("id").textValue());
      assertEquals(point.right(), object.get("right").intValue());
      assertEquals(point.price().lut(), object.get("lut").intValue());
      assertEquals(point.finalist().isPresent(), object.get("finalist").isObject());
      assertEquals(point.price().layers().size(), object.get("layers").size());
    }
  }

  @Test
  void linesOfCsvHaveEqualColumns() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("points.csv"));
    int columns = lines.get(0).split(",", -1).length;
    lines.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
  }

  @Test
  void formatsByLayerAreInTheColumnOfLayersAlone() {
    StudyPoint p = STUDY.points().get(0);
    StudyPoint mixed =
        new StudyPoint(
            p.id(),
            p.model(),
            p.family(),
            QuantizationSpec.of("int8", "int8")
                .withLayers(Map.of("fc", new QuantizationSpec.Layer("e2m1", "int3"))),
            p.images(),
            p.right(),
            p.accuracy(),
            p.interval(),
            p.toFloat(),
            p.price(),
            p.front(),
            p.finalist());
    String line = PointCsv.of(List.of(mixed)).lines().skip(1).findFirst().orElseThrow();
    assertTrue(line.contains("," + p.family() + ",,,uint8,fc:e2m1/int3,"), line);
  }

  @Test
  void aTitleIsTextInTheSummary() {
    assertEquals("a \\# \\*b\\* \\<i\\>", Summary.escaped("a\n# *b* <i>"));
    assertEquals(
        "Integer or minifloat, 3 to 8 bits?",
        Summary.escaped("Integer or minifloat, 3 to 8 bits?"));
  }

  @Test
  void equalStudiesGiveEqualBytesAndSpeedIsInThePageAndTheSummaryAlone(@TempDir Path other)
      throws IOException {
    StudyReport.write(faster(SyntheticStudy.study(), "7 images per second"), other);
    List<Path> files = files(folder);
    assertTrue(files.size() >= 24, files.toString());
    assertEquals(files, files(other));
    int different = 0;
    for (Path file : files) {
      byte[] one = Files.readAllBytes(folder.resolve(file));
      boolean shows = List.of("index.html", "summary.md").contains(file.toString());
      assertEquals(
          !shows, Arrays.equals(one, Files.readAllBytes(other.resolve(file))), file::toString);
      different += shows ? 1 : 0;
    }
    assertEquals(2, different);
    assertEquals(StudyPage.of(STUDY), StudyPage.of(SyntheticStudy.study()));
    assertEquals(Summary.of(STUDY), Summary.of(SyntheticStudy.study()));
  }

  @Test
  void thePageNeedsNoNetwork() throws IOException {
    String page = Files.readString(folder.resolve("index.html"));
    List<String> addresses =
        Pattern.compile("https?://[^\"' )]+").matcher(page).results().map(m -> m.group()).toList();
    assertEquals(List.of("http://www.w3.org/2000/svg"), addresses, "the name of a language only");
    assertFalse(page.contains("@import"), "a style from elsewhere");
  }

  @Test
  void textsCannotEndTheScript() {
    String evil = "</script><b>evil</b>";
    Study study =
        new Study(
            evil,
            STUDY.models(),
            STUDY.points(),
            List.of(),
            List.of(),
            List.of(evil),
            evil,
            Map.of(evil, evil),
            Map.of(evil, evil));
    assertFalse(StudyPage.of(study).contains("<b>evil"));
  }

  @Test
  void everyChartIsAPictureAndADrawing() throws Exception {
    List<Path> files = files(folder.resolve("charts"));
    List<String> names =
        List.of("accuracy-lut", "accuracy-lut-cycles", "accuracy-width", "layers", "techniques");
    assertEquals(2 * 2 * names.size(), files.size(), files.toString());
    for (String name : names) {
      Path path = folder.resolve("charts").resolve(name + "-digits-cnn-float");
      Screenshot picture = Screenshot.read(Path.of(path + ".png"));
      assertEquals(1920, picture.width());
      assertTrue(picture.counts().size() > 50, name + ": " + picture);
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(path + ".svg");
    }
    Screenshot front = Screenshot.read(folder.resolve("charts/accuracy-lut-digits-cnn-float.png"));
    assertTrue(front.pixels(0x1f5fa8) > 1000, "integers: " + front);
    assertTrue(front.pixels(0x22784a) > 100, "powers of two: " + front);
  }

  private static Study faster(Study study, String speed) {
    return new Study(
        study.title(),
        study.models(),
        study.points(),
        study.failed(),
        study.techniques(),
        study.conclusion(),
        study.configuration(),
        study.tools(),
        Map.of("golden evaluation", speed));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }
}
