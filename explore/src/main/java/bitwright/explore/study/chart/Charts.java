package bitwright.explore.study.chart;

import bitwright.explore.job.Target;
import bitwright.explore.study.Families;
import bitwright.explore.study.Study;
import bitwright.explore.study.StudyModel;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.TechniqueEffect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All charts of a study as files: each as SVG and as PNG of twice the resolution of a screen. */
public final class Charts {

  private Charts() {}

  /**
   * Writes every chart of a study.
   *
   * @param winners the designs whose layers are shown, at most one per network and device
   * @param folder where; it is made if it is not there
   * @throws IOException if a file cannot be written, or this Java cannot draw pictures
   */
  public static void write(Study study, List<StudyPoint> winners, Path folder) throws IOException {
    Files.createDirectories(folder);
    List<Chart> charts = of(study, winners);
    for (Chart chart : charts) {
      SvgCanvas canvas = new SvgCanvas(chart.width(), chart.height());
      chart.draw(canvas);
      Files.writeString(folder.resolve(chart.name() + ".svg"), canvas.file());
    }
    for (Chart chart : charts) {
      Files.write(folder.resolve(chart.name() + ".png"), png(chart));
    }
  }

  private static byte[] png(Chart chart) throws IOException {
    try {
      PngCanvas canvas = new PngCanvas(chart.width(), chart.height());
      chart.draw(canvas);
      return canvas.file();
    } catch (LinkageError | InternalError e) {
      throw new IOException(
          "this Java cannot draw text into pictures (%s); install fontconfig and a font"
              .formatted(e.getMessage()),
          e);
    }
  }

  private static List<Chart> of(Study study, List<StudyPoint> winners) {
    List<Chart> charts = new ArrayList<>();
    List<String> devices =
        study.points().stream().map(p -> p.price().target().device()).distinct().toList();
    for (StudyModel model : study.models()) {
      for (String device : devices) {
        List<StudyPoint> points =
            study.points().stream()
                .filter(p -> p.model().equals(model.name()))
                .filter(p -> p.price().target().device().equals(device))
                .toList();
        if (!points.isEmpty()) {
          String suffix = "-" + file(model.name() + (devices.size() > 1 ? "-" + device : ""));
          StudyPoint shown =
              winners.stream().filter(points::contains).findFirst().orElse(points.get(0));
          add(charts, model, points, shown.price().target(), suffix);
        }
      }
      List<TechniqueEffect> effects =
          study.techniques().stream().filter(e -> e.model().equals(model.name())).toList();
      if (!effects.isEmpty()) {
        charts.add(new TechniqueChart("techniques-" + file(model.name()), effects));
      }
    }
    for (StudyPoint winner : winners) {
      String device = devices.size() > 1 ? "-" + winner.price().target().device() : "";
      charts.add(new LayerChart("layers-" + file(winner.model() + device), winner));
    }
    return charts;
  }

  private static void add(
      List<Chart> charts, StudyModel model, List<StudyPoint> points, Target shown, String suffix) {
    charts.add(
        new FrontChart("accuracy-lut" + suffix, model, points, p -> p.price().lut(), true, "LUTs"));
    charts.add(
        new FrontChart(
            "accuracy-lut-cycles" + suffix,
            model,
            points,
            p -> (double) p.price().lut() * p.price().cycles(),
            false,
            "LUTs × cycles per inference"));
    List<StudyPoint> equal = equalWidths(points, shown);
    if (WidthChart.widths(equal).size() > 1) {
      charts.add(new WidthChart("accuracy-width" + suffix, model, equal));
    }
  }

  /** Points without a technique on a target, weights as wide as activations. */
  private static List<StudyPoint> equalWidths(List<StudyPoint> points, Target target) {
    String technique =
        points.stream().anyMatch(p -> p.technique().equals("none"))
            ? "none"
            : points.get(0).technique();
    return points.stream()
        .filter(p -> p.price().target().equals(target))
        .filter(p -> p.technique().equals(technique) && !p.family().equals("mixed"))
        .filter(
            p ->
                Families.bits(p.quantization().weights())
                    == Families.bits(p.quantization().activations()))
        .toList();
  }

  private static String file(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]+", "-");
  }
}
