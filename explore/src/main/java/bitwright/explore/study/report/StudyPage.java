package bitwright.explore.study.report;

import bitwright.explore.report.Embedded;
import bitwright.explore.study.Study;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** A study as one HTML file that needs no network: its style, its scripts and its data inside. */
final class StudyPage {

  private static final List<String> SCRIPTS =
      List.of("base.js", "scale.js", "chart.js", "width.js", "design.js", "tables.js", "page.js");

  private StudyPage() {}

  static String of(Study study) {
    ObjectNode data = StudyJson.of(study);
    data.set("points", Columns.pack(data.get("points")));
    data.remove("configuration");
    String paragraphs =
        study.conclusion().stream()
            .map(text -> "<p>%s</p>".formatted(Embedded.escape(text)))
            .collect(Collectors.joining("\n"));
    return text("page.html")
        .replace("/*STYLE*/", text("page.css"))
        .replace("<!--TITLE-->", Embedded.escape(study.title()))
        .replace("<!--CONCLUSION-->", paragraphs)
        .replace("<!--CONFIGURATION-->", Embedded.escape(study.configuration()))
        .replace("/*DATA*/null", Embedded.json(data))
        .replace("/*SPEED*/null", Embedded.json(study.speed()))
        .replace(
            "/*SCRIPT*/", SCRIPTS.stream().map(StudyPage::text).collect(Collectors.joining("\n")));
  }

  private static String text(String name) {
    return Embedded.text(StudyPage.class, name);
  }
}
