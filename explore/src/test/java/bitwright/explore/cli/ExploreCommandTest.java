package bitwright.explore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.report.Chromium;
import bitwright.explore.report.Screenshot;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreCommandTest {

  @TempDir private Path folder;

  @Test
  void theDefaultSpaceHasAtLeastTwelveFoldsWithTheirAccuracy()
      throws IOException, InterruptedException {
    Path out = folder.resolve("explored");
    CliRun.of("explore", "digits-int4", "--out", out).ok();
    JsonNode points = Json.MAPPER.readTree(out.resolve("points.json").toFile()).get("points");
    assertTrue(points.size() >= 12, points.size() + " folds");
    assertEquals(
        points.size(),
        points.findValues("folds").stream().distinct().count(),
        "every fold is another one");
    int fronts = 0;
    for (JsonNode point : points) {
      assertTrue(point.get("accuracy").asDouble() > 0.95, point.toString());
      assertTrue(point.get("lut").asLong() > 0, point.toString());
      fronts += point.get("pareto").asBoolean() ? 1 : 0;
    }
    assertTrue(fronts >= 3, fronts + " points on the front");
    assertEquals(1 + points.size(), Files.readAllLines(out.resolve("points.csv")).size());
    String page = out.resolve("index.html").toUri().toString();
    String dom = Chromium.run(folder, "--dump-dom", page);
    assertEquals(
        points.size(), Pattern.compile("<circle class=\"point\"").matcher(dom).results().count());
    Path image = folder.resolve("page.png");
    Chromium.run(folder, "--window-size=1200,1000", "--screenshot=" + image, page);
    Screenshot shot = Screenshot.read(image);
    assertTrue(shot.pixels(0x1f6feb) > 500, "points: " + shot);
    assertTrue(shot.pixels(0xeceff3) > 1000, "grid: " + shot);
  }

  @Test
  void equalCommandsWriteEqualBytes() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Path space = Files.writeString(folder.resolve("space.json"), "{\"cycles\": [64, 1024, 1024]}");
    for (Path out : List.of(one, two, one)) {
      CliRun.of("explore", "digits-xnor", "--space", space, "--limit", 50, "--out", out).ok();
    }
    for (String file : List.of("index.html", "points.csv", "points.json")) {
      assertEquals(-1, Files.mismatch(one.resolve(file), two.resolve(file)), file);
    }
    assertEquals(3, Files.readAllLines(one.resolve("points.csv")).size(), "two distinct folds");
    try (var files = Files.list(folder)) {
      assertEquals(
          List.of(one, space, two), files.sorted().toList(), "no temporary folder is left");
    }
  }

  @Test
  void refusesFoldersAndSpacesThatAreNotItsOwn() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.tex"), "precious");
    String message = CliRun.of("explore", "digits-int4", "--out", other).refused(ExitCode.USAGE);
    assertTrue(message.contains("other files"), message);
    assertTrue(Files.exists(other.resolve("thesis.tex")));
    Map<String, String> spaces =
        Map.of(
            "{}", "either",
            "[1]", "JSON object",
            "{\"cycles\": []}", "either",
            "{\"cycles\": [0]}", "0 is no number of cycles",
            "{\"cycles\": [1.5]}", "1.5",
            "{\"folds\": [{}]}", "layer1_matmul is missing",
            "{\"folds\": [{\"fc9\": {}}]}", "no layer 'fc9'",
            "{\"folds\": [{\"layer1_matmul\": {\"pe\": 3, \"simd\": 1}}]}",
                "divisor of its 64 rows",
            "{\"cycles\": [1]", "not valid JSON");
    int refused = 0;
    for (Map.Entry<String, String> entry : spaces.entrySet()) {
      Path space = Files.writeString(folder.resolve("space.json"), entry.getKey());
      CliRun run =
          CliRun.of("explore", "digits-int4", "--space", space, "--out", folder.resolve("no"));
      String text = run.refused(ExitCode.USAGE);
      assertTrue(text.contains(entry.getValue()), entry.getKey() + " → " + text);
      refused++;
    }
    assertEquals(9, refused);
    assertTrue(Files.notExists(folder.resolve("no")));
  }
}
