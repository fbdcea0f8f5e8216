package bitwright.explore.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.report.Chromium;
import bitwright.explore.report.Screenshot;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyPoint;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser: what it draws, and what it does when somebody uses it. */
class StudyPageTest {

  private static final Study STUDY = SyntheticStudy.study();
  private static final List<StudyPoint> DIGITS =
      STUDY.points().stream().filter(p -> p.model().equals("digits-cnn-float")).toList();
  private static final long FRONT = DIGITS.stream().filter(StudyPoint::front).count();

  private static final String COUNTS =
      """
      const count = query => document.querySelectorAll(query).length;
      const text = query => document.querySelector(query).textContent;
      const say = {};
      const look = name => say[name] = { dots: count("#chart .dot"), large: count("#chart .dot.on"), rings: count("#chart .ring"),
        front: count("#point-table tbody tr"), finalists: count("#finalist-table tbody tr"), techniques: count("#technique-table tbody tr"),
        stages: count("#pipeline .stage"), layers: count(".layers > div"), title: text("#design-title"), first: text("#point-table tbody tr td"),
        trends: count("#widths .trend"), cells: count("#widths g rect"), caption: text("#front-caption") };
      """;

  @TempDir private Path folder;

  @Test
  void drawsWhatTheStudyHolds() throws Exception {
    JsonNode seen = probe("look('start');").get("start");
    StudyPoint winner = Winner.all(DIGITS).get(0);
    assertEquals(DIGITS.size(), seen.get("dots").intValue());
    assertEquals(FRONT, seen.get("large").intValue());
    assertEquals(6, seen.get("rings").intValue());
    assertEquals(FRONT, seen.get("front").intValue());
    assertEquals(6, seen.get("finalists").intValue());
    assertEquals(3, seen.get("techniques").intValue());
    int layers = winner.price().layers().size();
    assertEquals(layers + 2, seen.get("stages").intValue(), "layers between input and output");
    assertEquals(layers + 3, seen.get("layers").intValue(), "layers, head, rest and sum");
    assertEquals(36, seen.get("cells").intValue(), "weights by activations");
    assertEquals(2 * 3, seen.get("trends").intValue(), "families in two panels");
    assertTrue(seen.get("title").textValue().startsWith("The winner: " + winner.formats()));
  }

  @Test
  void filtersAxesNetworksAndKeysWork() throws Exception {
    JsonNode seen =
        probe(
            """
            const click = query => document.querySelector(query).click();
            const press = key => document.querySelector("#chart svg").dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
            click("#legend li:nth-child(2) input");
            look("integers");
            click("#legend li:nth-child(2) input");
            click("#axis label:nth-child(2) input");
            look("area");
            click("#axis label:nth-child(1) input");
            press("ArrowRight");
            say.tip = text("#tip b");
            press("Enter");
            look("picked");
            press("Escape");
            look("back");
            click("#point-table th:nth-child(3) button");
            look("sorted");
            click("#which label:nth-child(2) input");
            look("some");
            click("#point-table .more button");
            look("all");
            click("#scope label:nth-child(2) input");
            look("fashion");
            """);
    long minifloats = DIGITS.stream().filter(p -> p.family().equals("minifloat")).count();
    assertTrue(minifloats > 50, minifloats + " minifloats");
    assertEquals(DIGITS.size() - minifloats, seen.at("/integers/dots").intValue());
    assertEquals(DIGITS.size(), seen.at("/area/dots").intValue());
    assertTrue(seen.at("/area/caption").textValue().contains("product of LUTs and cycles"));
    StudyPoint smallest =
        DIGITS.stream()
            .filter(StudyPoint::front)
            .min(java.util.Comparator.comparingInt(p -> p.price().lut()))
            .orElseThrow();
    assertTrue(seen.get("tip").textValue().endsWith(smallest.formats()), seen.get("tip").asText());
    assertTrue(
        seen.at("/picked/title").textValue().startsWith("The design: " + smallest.formats()));
    assertTrue(seen.at("/back/title").textValue().startsWith("The winner: "));
    assertNotEquals(seen.at("/back/first"), seen.at("/sorted/first"));
    StudyPoint best =
        DIGITS.stream()
            .filter(StudyPoint::front)
            .max(java.util.Comparator.comparingInt(StudyPoint::right))
            .orElseThrow();
    assertEquals(best.formats(), seen.at("/sorted/first").textValue());
    assertEquals(30, seen.at("/some/front").intValue());
    assertEquals(DIGITS.size(), seen.at("/all/front").intValue());
    assertEquals(1, seen.at("/fashion/techniques").intValue());
  }

  @Test
  void nothingIsWiderThanAPhone() throws Exception {
    Path page =
        page(
            "parent.postMessage(document.documentElement.scrollWidth - document.documentElement.clientWidth, '*');");
    Path frame =
        Files.writeString(
            folder.resolve("frame.html"),
            """
            <!DOCTYPE html><body><script>onmessage = e => document.body.dataset.over = e.data;</script>
            <iframe src="%s" style="width: 390px; height: 3000px; border: 0"></iframe></body>
            """
                .formatted(page.toUri()));
    String dom =
        Chromium.run(folder, "--virtual-time-budget=3000", "--dump-dom", frame.toUri().toString());
    assertTrue(dom.contains("data-over=\"0\""), dom);
  }

  @Test
  void lightAndDark() throws Exception {
    Screenshot light = shot("light", 1);
    assertEquals(1280, light.width());
    assertTrue(light.pixels(0xffffff) > 900_000, "paper: " + light);
    assertTrue(light.pixels(0x1f5fa8) > 300, "integers on the front: " + light);
    assertEquals(0, light.pixels(0x131517), "no night: " + light);
    Screenshot dark = shot("dark", 0);
    assertTrue(dark.pixels(0x131517) > 900_000, "night: " + dark);
    assertTrue(dark.pixels(0x6badf0) > 300, "integers on the front: " + dark);
    assertTrue(dark.pixels(0xffffff) < 1000, "no paper: " + dark);
  }

  private Screenshot shot(String name, int scheme) throws IOException, InterruptedException {
    Path page = page("");
    Path image = folder.resolve(name + ".png");
    Chromium.run(
        folder,
        "--window-size=1280,1100",
        "--hide-scrollbars",
        "--blink-settings=preferredColorScheme=" + scheme,
        "--screenshot=" + image,
        page.toUri().toString());
    return Screenshot.read(image);
  }

  /** What a script says that runs on the finished page. */
  private JsonNode probe(String script) throws IOException, InterruptedException {
    Path page = page(COUNTS + script + "document.body.dataset.probe = JSON.stringify(say);");
    String dom =
        Chromium.run(folder, "--window-size=1280,1000", "--dump-dom", page.toUri().toString());
    Matcher error = Pattern.compile("data-error=\"([^\"]*)\"").matcher(dom);
    assertEquals("", error.find() ? error.group(1) : "", "errors of scripts");
    Matcher probe = Pattern.compile("data-probe=\"([^\"]*)\"").matcher(dom);
    assertTrue(probe.find(), "the script did not end");
    String json = probe.group(1).replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
    return new ObjectMapper().readTree(json);
  }

  private Path page(String script) throws IOException {
    String page = StudyPage.of(STUDY);
    String watched =
        page.replace(
                "<head>",
                "<head><script>onerror = m => document.documentElement.dataset.error = m;</script>")
            .replace("</body>", "<script>{" + script + "}</script></body>");
    return Files.writeString(folder.resolve("watched.html"), watched);
  }
}
