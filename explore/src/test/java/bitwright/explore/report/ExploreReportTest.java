package bitwright.explore.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExploreReportTest {

  private static final ExploreReport REPORT =
      new ExploreReport("xc7z020", 53200, ParetoFront.mark(points()));

  @TempDir private Path folder;

  @Test
  void marksThePointsThatNoOtherBeats() {
    List<DesignPoint> points = new ArrayList<>();
    points.add(point("a", 100, 10));
    points.add(point("a", 200, 10));
    points.add(point("a", 100, 5));
    points.add(point("a", 300, 30));
    points.add(point("b", 500, 1));
    List<DesignPoint> marked = ParetoFront.mark(points);
    assertEquals(
        List.of("100/10 true", "100/5 false", "200/10 false", "300/30 true", "500/1 true"),
        marked.stream()
            .map(p -> "%d/%.0f %b".formatted(p.lut(), p.framesPerSecond(), p.onFront()))
            .toList());
  }

  @Test
  void csvHasOneLinePerPoint() {
    List<String> lines = REPORT.csv().lines().toList();
    assertEquals(1 + 32, lines.size());
    int columns = lines.get(0).split(",").length;
    lines.forEach(line -> assertEquals(columns, line.split(",").length, line));
  }

  @Test
  void jsonHasOneObjectPerPoint() {
    JsonNode root = new ObjectMapper().valueToTree(REPORT.json());
    assertEquals(32, root.get("points").size());
    assertEquals(8, root.at("/points/0/folds/fc0/pe").asInt());
    assertEquals(
        REPORT.points().stream().map(DesignPoint::rough).toList(),
        root.findValues("rough").stream().map(JsonNode::asBoolean).toList());
  }

  @Test
  void pageRefersToNothingOutsideItself() {
    String html = REPORT.html();
    assertFalse(Pattern.compile("<script[^>]+src|<link|@import|url\\(|<img").matcher(html).find());
    List<String> addresses =
        Pattern.compile("https?://[^\"' ]+").matcher(html).results().map(r -> r.group()).toList();
    assertEquals(List.of("http://www.w3.org/2000/svg"), addresses, "the name of a language only");
  }

  @Test
  void namesFromFilesCannotEndTheScript() {
    DesignPoint evil = point("</script><b>", 1000, 10);
    String html = new ExploreReport("d", 1, List.of(evil)).html();
    assertFalse(html.contains("</script><b>"));
  }

  @Test
  void chromiumDrawsEveryPoint() throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("index.html"), REPORT.html());
    String dom = Chromium.run(folder, "--dump-dom", page.toUri().toString());
    Matcher circles =
        Pattern.compile("<circle class=\"point\"[^>]*cx=\"([\\d.]+)\"[^>]*cy=\"([\\d.]+)\"")
            .matcher(dom);
    int inside = 0;
    while (circles.find()) {
      double x = Double.parseDouble(circles.group(1));
      double y = Double.parseDouble(circles.group(2));
      inside += x > 80 && x < 1040 && y > 15 && y < 505 ? 1 : 0;
    }
    assertEquals(32, inside);
    long rough = REPORT.points().stream().filter(DesignPoint::rough).count();
    assertTrue(rough > 0 && rough < 32, rough + " rough points");
    assertEquals(
        rough,
        Pattern.compile("<circle class=\"point\"[^>]*stroke-dasharray")
            .matcher(dom)
            .results()
            .count(),
        "outlines");
    assertEquals(2, Pattern.compile("<path class=\"front\"").matcher(dom).results().count());
    assertEquals(33, Pattern.compile("<tr").matcher(dom).results().count());
  }

  @Test
  void screenshotShowsTheChart() throws IOException, InterruptedException {
    Path page = Files.writeString(folder.resolve("index.html"), REPORT.html());
    Path image = folder.resolve("page.png");
    Chromium.run(
        folder,
        "--window-size=1200,1000",
        "--hide-scrollbars",
        "--screenshot=" + image,
        page.toUri().toString());
    Screenshot shot = Screenshot.read(image);
    assertEquals(1200, shot.width());
    assertTrue(shot.pixels(0x1f6feb) > 500, "points of the first network: " + shot);
    assertTrue(shot.pixels(0xd9480f) > 500, "points of the second network: " + shot);
    assertTrue(shot.pixels(0xeceff3) > 1000, "grid: " + shot);
    assertEquals(0, shot.pixels(0x123456), "a colour the page does not use");
  }

  private static List<DesignPoint> points() {
    List<DesignPoint> points = new ArrayList<>();
    for (String model : List.of("digits-int4", "digits-xnor")) {
      int dear = model.equals("digits-int4") ? 20 : 6;
      for (int i = 0; i < 16; i++) {
        int lanes = 4 << (i / 2);
        points.add(point(model, 600 + lanes * dear + i, 180e6 * lanes / 54_912 / (1 + i % 2)));
      }
    }
    return points;
  }

  private static DesignPoint point(String model, long lut, double framesPerSecond) {
    return new DesignPoint(
        model,
        "int4 × uint4",
        List.of(new DesignPoint.LayerFold("fc0", 8, 16)),
        lut,
        lut,
        lut / 10,
        1.5,
        0,
        Math.round(180e6 / framesPerSecond),
        180,
        framesPerSecond,
        Optional.of(0.975),
        lut < 3000,
        lut > 4000,
        false);
  }
}
