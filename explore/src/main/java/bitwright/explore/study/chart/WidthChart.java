package bitwright.explore.study.chart;

import bitwright.explore.study.Families;
import bitwright.explore.study.StudyModel;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.chart.Canvas.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * What families reach and cost at equal widths of weights and activations: of each the most
 * accurate format of a width, others pale.
 *
 * @param name the name of the file
 * @param model the float network
 * @param points its design points of one technique on one target, weights as wide as activations
 */
record WidthChart(String name, StudyModel model, List<StudyPoint> points) implements Chart {

  private static final Axes LEFT = new Axes(64, 44, 460, 340);
  private static final Axes RIGHT = new Axes(560, 44, 936, 340);

  @Override
  public int width() {
    return 960;
  }

  @Override
  public int height() {
    return 390;
  }

  /** Widths that occur, ascending. */
  static List<Integer> widths(List<StudyPoint> points) {
    return points.stream()
        .map(p -> Families.bits(p.quantization().weights()))
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public void draw(Canvas canvas) {
    List<Double> shares = new ArrayList<>();
    shares.add((double) model.right() / model.images());
    for (StudyPoint p : points) {
      shares.add(p.accuracy());
    }
    best().forEach(p -> shares.addAll(List.of(p.interval().low(), p.interval().high())));
    canvas.text(
        16,
        30,
        "accuracy, %s, equal widths".formatted(model.name()),
        Anchor.START,
        Ink.BLACK,
        false);
    Scale accuracy = Scale.errors(shares, model.images(), LEFT.bottom(), LEFT.top());
    panel(canvas, LEFT, accuracy, StudyPoint::accuracy, Axes::percent, true);
    canvas.text(512, 30, "LUTs of the same designs", Anchor.START, Ink.BLACK, false);
    List<Double> luts = points.stream().map(p -> (double) p.price().lut()).toList();
    Scale lut = Scale.logarithmic(luts, RIGHT.bottom(), RIGHT.top(), 24);
    panel(canvas, RIGHT, lut, p -> p.price().lut(), Axes::count, false);
  }

  private List<StudyPoint> best() {
    return Ink.FAMILIES.stream().flatMap(family -> best(family).stream()).toList();
  }

  /** The most accurate point of each width, the smaller one of equals. */
  private List<StudyPoint> best(String family) {
    return widths(points).stream()
        .flatMap(
            bits ->
                points.stream()
                    .filter(
                        p ->
                            p.family().equals(family)
                                && Families.bits(p.quantization().weights()) == bits)
                    .min(
                        Comparator.comparing(StudyPoint::accuracy)
                            .reversed()
                            .thenComparing(p -> p.price().lut()))
                    .stream())
        .toList();
  }

  private void panel(
      Canvas canvas,
      Axes axes,
      Scale y,
      ToDoubleFunction<StudyPoint> value,
      DoubleFunction<String> names,
      boolean errors) {
    List<Integer> widths = widths(points);
    double step = (axes.right() - axes.left() - 48) / Math.max(1, widths.size() - 1);
    axes.levels(canvas, y, names);
    for (int i = 0; i < widths.size(); i++) {
      String bits = String.valueOf(widths.get(i));
      double x = axes.left() + 24 + i * step;
      canvas.text(x, axes.bottom() + 19, bits, Anchor.MIDDLE, Ink.SOFT, false);
    }
    axes.base(canvas, "bits");
    double shift = -6;
    double legend = axes.left() + 4;
    for (String family : Ink.FAMILIES) {
      List<StudyPoint> line = best(family);
      if (line.isEmpty()) {
        continue;
      }
      double start = axes.left() + 24 + shift;
      shift += 6;
      ToDoubleFunction<StudyPoint> x =
          p -> start + widths.indexOf(Families.bits(p.quantization().weights())) * step;
      points.stream()
          .filter(p -> p.family().equals(family) && !line.contains(p))
          .forEach(p -> mark(canvas, p, x.applyAsDouble(p), y.at(value.applyAsDouble(p)), false));
      line(canvas, line, x, y, value);
      for (StudyPoint p : line) {
        double across = x.applyAsDouble(p);
        if (errors) {
          double low = y.at(p.interval().low());
          double high = y.at(p.interval().high());
          canvas.draw(Ink.line(across, low, across, high), Ink.of(family), 1.25, 0.55);
        }
        mark(canvas, p, across, y.at(value.applyAsDouble(p)), true);
      }
      canvas.fill(Ink.mark(family, legend, axes.bottom() + 34, 4.5), Ink.of(family), 1);
      canvas.text(legend + 10, axes.bottom() + 38, family, Anchor.START, Ink.SOFT, false);
      legend += 7.2 * family.length() + 34;
    }
  }

  private static void line(
      Canvas canvas,
      List<StudyPoint> line,
      ToDoubleFunction<StudyPoint> x,
      Scale y,
      ToDoubleFunction<StudyPoint> value) {
    double[] coordinates = new double[2 * line.size()];
    for (int i = 0; i < line.size(); i++) {
      coordinates[2 * i] = x.applyAsDouble(line.get(i));
      coordinates[2 * i + 1] = y.at(value.applyAsDouble(line.get(i)));
    }
    canvas.draw(Ink.line(coordinates), Ink.of(line.get(0).family()), 1.5, 1);
  }

  private static void mark(Canvas canvas, StudyPoint p, double x, double y, boolean best) {
    if (best) {
      canvas.fill(Ink.mark(p.family(), x, y, 5), Ink.PAPER, 1);
    }
    canvas.fill(Ink.mark(p.family(), x, y, best ? 4 : 2.5), Ink.of(p.family()), best ? 1 : 0.32);
  }
}
