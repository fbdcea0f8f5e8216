package bitwright.explore.study.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.study.Study;
import bitwright.explore.study.StudyPoint;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyReportTest {

  private static final Study STUDY = SyntheticStudy.study();

  @TempDir private Path folder;

  @Test
  void everyPointIsInTheTables() throws IOException {
    StudyReport.write(STUDY, folder);
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
    StudyReport.write(STUDY, folder);
    List<String> lines = Files.readAllLines(folder.resolve("points.csv"));
    int columns = lines.get(0).split(",", -1).length;
    lines.forEach(line -> assertEquals(columns, line.split(",", -1).length, line));
  }

  @Test
  void equalStudiesGiveEqualBytes() throws IOException {
    StudyReport.write(STUDY, folder.resolve("a"));
    StudyReport.write(SyntheticStudy.study(), folder.resolve("b"));
    List<Path> files = files(folder.resolve("a"));
    assertTrue(files.size() >= 4, files.toString());
    assertEquals(files, files(folder.resolve("b")));
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("a").resolve(file)),
          Files.readAllBytes(folder.resolve("b").resolve(file)),
          file.toString());
    }
  }

  @Test
  void speedIsInThePageAndTheSummaryAlone() throws IOException {
    StudyReport.write(STUDY, folder.resolve("a"));
    Study slow = faster(STUDY, "7 images per second");
    StudyReport.write(slow, folder.resolve("b"));
    int different = 0;
    for (Path file : files(folder.resolve("a"))) {
      byte[] one = Files.readAllBytes(folder.resolve("a").resolve(file));
      byte[] other = Files.readAllBytes(folder.resolve("b").resolve(file));
      boolean shows = List.of("index.html", "summary.md").contains(file.toString());
      assertEquals(shows, !java.util.Arrays.equals(one, other), file.toString());
      different += shows ? 1 : 0;
    }
    assertEquals(2, different);
  }

  @Test
  void thePageNeedsNoNetwork() throws IOException {
    StudyReport.write(STUDY, folder);
    String page = Files.readString(folder.resolve("index.html"));
    List<String> addresses =
        Pattern.compile("https?://[^\"' )]+").matcher(page).results().map(m -> m.group()).toList();
    assertEquals(List.of("http://www.w3.org/2000/svg"), addresses, "the name of a language only");
    assertFalse(page.contains("@import"), "a style from elsewhere");
  }

  @Test
  void textsCannotEndTheScript() throws IOException {
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
    StudyReport.write(study, folder);
    assertFalse(Files.readString(folder.resolve("index.html")).contains("<b>evil"));
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
