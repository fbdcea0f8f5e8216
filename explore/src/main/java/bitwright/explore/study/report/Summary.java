package bitwright.explore.study.report;

import bitwright.explore.job.Price;
import bitwright.explore.study.Finalist;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyModel;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.TechniqueEffect;
import bitwright.explore.study.chart.Labels;
import java.util.Comparator;
import java.util.List;

/** A study in Markdown, for a pull request or a terminal. */
final class Summary {

  private final Study study;
  private final StringBuilder text = new StringBuilder();

  private Summary(Study study) {
    this.study = study;
  }

  static String of(Study study) {
    return new Summary(study).write();
  }

  private String write() {
    say("# %s\n", escaped(study.title()));
    study.conclusion().forEach(paragraph -> say("%s\n", paragraph));
    study.models().forEach(this::model);
    finalists();
    techniques();
    facts();
    return text.toString();
  }

  private void model(StudyModel model) {
    say("## %s\n", model.name());
    say(
        "Float accuracy %s (%s of %s images); %s multiply-accumulates, %s parameters; %s.\n",
        Numbers.percent((double) model.right() / model.images()),
        Numbers.whole(model.right()),
        Numbers.whole(model.images()),
        Numbers.whole(model.macs()),
        Numbers.whole(model.parameters()),
        model.topology());
    List<StudyPoint> points =
        study.points().stream().filter(p -> p.model().equals(model.name())).toList();
    for (StudyPoint winner : Winner.all(points)) {
      say(
          "On %s: **%s** with technique %s, %s, %s LUT, %s frames per second.\n",
          winner.price().target().device(),
          Labels.formats(winner),
          winner.technique(),
          Numbers.percent(winner.accuracy()),
          Numbers.whole(winner.price().lut()),
          Numbers.whole(winner.price().framesPerSecond()));
    }
    say(
        "| front: W × A | technique | target | accuracy | 95 %% | to float | p | LUT | cycles | frames/s |");
    say("|---|---|---|---:|---|---:|---:|---:|---:|---:|");
    points.stream()
        .filter(StudyPoint::front)
        .sorted(Comparator.comparingInt(p -> p.price().lut()))
        .forEach(this::frontRow);
    say("");
  }

  private void frontRow(StudyPoint p) {
    Price c = p.price();
    say(
        "| %s | %s | %s | %s | %s – %s | %s | %s | %s | %s | %s |",
        Labels.formats(p),
        p.technique(),
        c.target(),
        Numbers.percent(p.accuracy()),
        Numbers.percent(p.interval().low()),
        Numbers.percent(p.interval().high()),
        Numbers.points(p.toFloat().difference()),
        Numbers.pText(p.toFloat()),
        Numbers.whole(c.lut()),
        Numbers.whole(c.cycles()),
        Numbers.whole(c.framesPerSecond()));
  }

  private void finalists() {
    List<StudyPoint> finalists =
        study.points().stream().filter(p -> p.finalist().isPresent()).toList();
    if (finalists.isEmpty()) {
      return;
    }
    say("## Finalists: estimate and synthesis\n");
    say(
        "| network | W × A | technique | target | LUT est. | LUT synth. | ratio | cycles est. | cycles sim. | images | codes | differences |");
    say("|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (StudyPoint p : finalists) {
      Finalist f = p.finalist().orElseThrow();
      say(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
          p.model(),
          Labels.formats(p),
          p.technique(),
          p.price().target(),
          Numbers.whole(p.price().lut()),
          Numbers.whole(f.lut()),
          Numbers.ratio(p.price().lut(), f.lut()),
          Numbers.whole(p.price().cycles()),
          Numbers.whole(f.cycles()),
          Numbers.whole(f.vectors()),
          Numbers.whole(f.compared()),
          Numbers.whole(f.mismatches()));
    }
    say("");
  }

  private void techniques() {
    if (study.techniques().isEmpty()) {
      return;
    }
    say("## Techniques\n");
    say("| network | technique | scope | pairs | only with | only without | difference | p |");
    say("|---|---|---|---:|---:|---:|---:|---:|");
    for (TechniqueEffect e : study.techniques()) {
      say(
          "| %s | %s | %s | %s | %s | %s | %s | %s |",
          e.model(),
          e.technique(),
          e.scope(),
          e.points(),
          Numbers.whole(e.paired().better()),
          Numbers.whole(e.paired().worse()),
          Numbers.points(e.paired().difference()),
          Numbers.pText(e.paired()));
    }
    say("");
  }

  private void facts() {
    say("## How it was made\n");
    say(
        "%s design points, %s candidates that cannot be built.\n",
        Numbers.whole(study.points().size()), Numbers.whole(study.failed().size()));
    study.tools().forEach((key, value) -> say("- %s: %s", key, value));
    study.speed().forEach((key, value) -> say("- %s: %s", key, value));
    say("\n```yaml\n%s\n```", study.configuration().stripTrailing());
  }

  /** A title of the user's as text: neither mark-up nor more than one line. */
  static String escaped(String title) {
    return title.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>#|~&])", "\\\\$1");
  }

  private void say(String line, Object... values) {
    text.append(line.formatted(values)).append('\n');
  }
}
