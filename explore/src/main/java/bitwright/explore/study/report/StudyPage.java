package bitwright.explore.study.report;

import bitwright.explore.report.Embedded;
import bitwright.explore.study.Study;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A study as one HTML file that needs no network: its style, its scripts and its data inside. */
final class StudyPage {

  private static final List<String> SCRIPTS =
      List.of("base.js", "scale.js", "chart.js", "width.js", "design.js", "tables.js", "page.js");

  private static final Pattern CLAUSES = Pattern.compile("(.{1,250}?:) ((?:[^;]+; ){2,}[^;]+?)[.]");

  private StudyPage() {}

  static String of(Study study) {
    ObjectNode data = StudyJson.of(study);
    data.set("points", Columns.pack(data.get("points")));
    data.remove("configuration");
    String paragraphs =
        study.conclusion().stream().map(StudyPage::paragraph).collect(Collectors.joining("\n"));
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

  /** A paragraph; what comes after a colon as three or more clauses becomes a list. */
  private static String paragraph(String words) {
    String text = words.replace(" %", "\u00a0%").replace("p = ", "p\u00a0=\u00a0");
    Matcher clauses = CLAUSES.matcher(text);
    if (!clauses.matches()) {
      return "<p>%s</p>".formatted(Embedded.escape(text));
    }
    String items =
        Arrays.stream(clauses.group(2).split("; "))
            .map(clause -> "<li>%s</li>".formatted(Embedded.escape(clause)))
            .collect(Collectors.joining("\n"));
    return "<p>%s</p>\n<ul>\n%s\n</ul>".formatted(Embedded.escape(clauses.group(1)), items);
  }

  private static String text(String name) {
    return Embedded.text(StudyPage.class, name);
  }
}
