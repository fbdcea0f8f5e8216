package bitwright.explore.study.report;

import bitwright.explore.study.Study;
import bitwright.explore.study.chart.Charts;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes what a study leaves behind: {@code index.html}, which opens from disk without a network,
 * {@code points.csv}, {@code points.json}, {@code summary.md}, and the charts as pictures.
 *
 * <p>Equal studies give equal bytes in every file; only the page and the summary show the speed.
 */
public final class StudyReport {

  private StudyReport() {}

  /**
   * Writes all files.
   *
   * @param study what to show
   * @param folder where; it is made if it is not there, and files in it are replaced
   * @throws IOException if a file cannot be written
   */
  public static void write(Study study, Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("index.html"), StudyPage.of(study));
    Files.writeString(folder.resolve("points.csv"), PointCsv.of(study.points()));
    Files.writeString(folder.resolve("points.json"), json(study));
    Files.writeString(folder.resolve("summary.md"), Summary.of(study));
    Charts.write(study, Winner.all(study.points()), folder.resolve("charts"));
  }

  /** One line per component, and one per element of its arrays: what tools for text can compare. */
  private static String json(Study study) {
    ObjectNode root = StudyJson.of(study);
    List<String> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      members.add("\"%s\": %s".formatted(entry.getKey(), lines(entry.getValue())));
    }
    return "{\n" + String.join(",\n", members) + "\n}\n";
  }

  private static String lines(JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return value.toString();
    }
    List<String> elements = new ArrayList<>();
    value.forEach(element -> elements.add(element.toString()));
    return "[\n" + String.join(",\n", elements) + "\n]";
  }
}
