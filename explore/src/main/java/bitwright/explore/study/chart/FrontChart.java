package bitwright.explore.study.chart;

import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Proportion;
import bitwright.explore.study.StudyModel;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.chart.Canvas.Anchor;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Accuracy against a cost, both logarithmic, with the front of every family.
 *
 * @param name the name of the file
 * @param model the float network
 * @param points its design points on one device
 * @param cost what the horizontal axis shows
 * @param isMarked whether large marks are the front of the study; else that of these two axes
 * @param title the name of the cost
 */
record FrontChart(
    String name,
    StudyModel model,
    List<StudyPoint> points,
    ToDoubleFunction<StudyPoint> cost,
    boolean isMarked,
    String title)
    implements Chart {

  private static final Axes AXES = new Axes(64, 44, 936, 494);

  @Override
  public int width() {
    return 960;
  }

  @Override
  public int height() {
    return 540;
  }

  @Override
  public void draw(Canvas canvas) {
    List<StudyPoint> front =
        isMarked
            ? points.stream()
                .filter(StudyPoint::front)
                .sorted(Comparator.comparingDouble(cost))
                .toList()
            : front(points);
    Interval interval = Proportion.wilson(model.right(), model.images(), 0.95);
    List<Double> shares = new ArrayList<>(List.of(accuracy(), interval.high()));
    points.forEach(p -> shares.add(p.accuracy()));
    front.forEach(p -> shares.addAll(List.of(p.interval().low(), p.interval().high())));
    Scale y = Scale.errors(shares, model.images(), AXES.bottom(), AXES.top());
    List<Double> costs = points.stream().map(cost::applyAsDouble).toList();
    Scale x = Scale.logarithmic(costs, AXES.left(), AXES.right(), 44);
    AXES.levels(canvas, y, Axes::percent);
    AXES.base(canvas, x, title);
    canvas.text(16, 30, "accuracy, " + model.name(), Anchor.START, Ink.BLACK, false);
    legend(canvas);
    reference(canvas, y, interval);
    Ink.FAMILIES.forEach(family -> stairs(canvas, x, y, family));
    Set<StudyPoint> ahead = Set.copyOf(front);
    points.stream().filter(p -> !ahead.contains(p)).forEach(p -> rest(canvas, x, y, p));
    front.forEach(p -> best(canvas, x, y, p));
    label(canvas, x, y, front);
  }

  private double accuracy() {
    return (double) model.right() / model.images();
  }

  /** The points that saw all images and fit, and that no other beats, the cheapest first. */
  private List<StudyPoint> front(List<StudyPoint> some) {
    List<StudyPoint> sorted = new ArrayList<>(some);
    sorted.removeIf(p -> p.images() < model.images() || !p.price().fits());
    sorted.sort(
        Comparator.comparingDouble(cost)
            .thenComparing(Comparator.comparingInt(StudyPoint::right).reversed()));
    List<StudyPoint> front = new ArrayList<>();
    for (StudyPoint point : sorted) {
      if (front.isEmpty() || point.right() > front.get(front.size() - 1).right()) {
        front.add(point);
      }
    }
    return front;
  }

  private void legend(Canvas canvas) {
    double x = AXES.right();
    List<String> families = new ArrayList<>(Ink.FAMILIES);
    families.removeIf(family -> points.stream().noneMatch(p -> p.family().equals(family)));
    for (int i = families.size() - 1; i >= 0; i--) {
      canvas.text(x, 30, families.get(i), Anchor.END, Ink.SOFT, false);
      x -= 7.2 * families.get(i).length() + 12;
      canvas.fill(Ink.mark(families.get(i), x, 26, 4.5), Ink.of(families.get(i)), 1);
      x -= 22;
    }
  }

  private void reference(Canvas canvas, Scale y, Interval interval) {
    double top = y.at(interval.high());
    double low = Math.min(AXES.bottom(), y.at(interval.low()));
    canvas.fill(
        new Rectangle2D.Double(AXES.left(), top, AXES.right() - AXES.left(), low - top),
        Ink.BLACK,
        0.05);
    double line = y.at(accuracy());
    for (double x = AXES.left(); x < AXES.right(); x += 5) {
      canvas.draw(Ink.line(x, line, x + 2, line), Ink.BLACK, 1, 1);
    }
    canvas.text(
        AXES.left() + 6,
        line - 6,
        "float network " + Axes.percent(accuracy()),
        Anchor.START,
        Ink.BLACK,
        false);
  }

  private void stairs(Canvas canvas, Scale x, Scale y, String family) {
    List<StudyPoint> steps = front(points.stream().filter(p -> p.family().equals(family)).toList());
    if (steps.size() < 2) {
      return;
    }
    Path2D path = new Path2D.Double();
    double level = y.at(steps.get(0).accuracy());
    path.moveTo(x.at(cost.applyAsDouble(steps.get(0))), level);
    for (StudyPoint step : steps.subList(1, steps.size())) {
      double across = x.at(cost.applyAsDouble(step));
      path.lineTo(across, level);
      level = y.at(step.accuracy());
      path.lineTo(across, level);
    }
    path.lineTo(AXES.right(), level);
    canvas.draw(path, Ink.of(family), 1.25, 0.6);
  }

  private void rest(Canvas canvas, Scale x, Scale y, StudyPoint p) {
    var mark = Ink.mark(p.family(), x.at(cost.applyAsDouble(p)), y.at(p.accuracy()), 3);
    if (p.price().fits()) {
      canvas.fill(mark, Ink.of(p.family()), p.images() < model.images() ? 0.18 : 0.32);
    } else {
      canvas.draw(mark, Ink.of(p.family()), 1, 0.4);
    }
  }

  private void best(Canvas canvas, Scale x, Scale y, StudyPoint p) {
    double across = x.at(cost.applyAsDouble(p));
    double level = y.at(p.accuracy());
    canvas.draw(
        Ink.line(across, y.at(p.interval().low()), across, y.at(p.interval().high())),
        Ink.of(p.family()),
        1.25,
        0.55);
    canvas.fill(Ink.mark(p.family(), across, level, 6), Ink.PAPER, 1);
    canvas.fill(Ink.mark(p.family(), across, level, 5), Ink.of(p.family()), 1);
    if (p.finalist().isPresent()) {
      canvas.draw(Ink.circle(across, level, 8.5), Ink.BLACK, 1, 1);
    }
  }

  /** Formats above and to the left of the front, where by its definition no point is. */
  private void label(Canvas canvas, Scale x, Scale y, List<StudyPoint> front) {
    List<Rectangle2D> taken = new ArrayList<>();
    double line = y.at(accuracy());
    taken.add(new Rectangle2D.Double(AXES.left(), line - 18, 150, 17));
    for (StudyPoint p : front) {
      double r = 8;
      taken.add(
          new Rectangle2D.Double(
              x.at(cost.applyAsDouble(p)) - r, y.at(p.accuracy()) - r, 2 * r, 2 * r));
    }
    for (int i = front.size() - 1; i >= 0; i--) {
      StudyPoint p = front.get(i);
      double right = x.at(cost.applyAsDouble(p)) - 10;
      double base = y.at(p.accuracy()) - 9;
      double width = 7 * Labels.formats(p).length();
      var box = new Rectangle2D.Double(right - width, base - 11, width, 14);
      if (box.x > AXES.left() && taken.stream().noneMatch(box::intersects)) {
        taken.add(box);
        canvas.text(right, base, Labels.formats(p), Anchor.END, Ink.BLACK, false);
      }
    }
  }
}
