package bitwright.explore.study.chart;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** Colours and marks, the same as on the page: families differ in colour and in shape. */
final class Ink {

  static final String PAPER = "#ffffff";
  static final String BLACK = "#17191c";
  static final String SOFT = "#5f6670";
  static final String FAINT = "#8b929b";
  static final String GRID = "#e9ebed";
  static final String GOOD = "#22784a";
  static final String BAD = "#b3261e";

  /** The families in the order of legends. */
  static final List<String> FAMILIES = List.of("integer", "minifloat", "power of two", "mixed");

  private static final List<String> COLORS = List.of("#1f5fa8", "#c2481a", "#22784a", "#7a3f9d");

  private Ink() {}

  /** The colour of a family. */
  static String of(String family) {
    int index = FAMILIES.indexOf(family);
    return index < 0 ? BLACK : COLORS.get(index);
  }

  /** The mark of a family around a point; marks of equal r look equally large. */
  static Shape mark(String family, double x, double y, double r) {
    return switch (family) {
      case "minifloat" ->
          closed(x, y - 1.25 * r, x + 1.25 * r, y, x, y + 1.25 * r, x - 1.25 * r, y);
      case "power of two" -> new Rectangle2D.Double(x - 0.89 * r, y - 0.89 * r, 1.78 * r, 1.78 * r);
      case "mixed" ->
          closed(x, y - 1.35 * r, x + 1.17 * r, y + 0.675 * r, x - 1.17 * r, y + 0.675 * r);
      default -> circle(x, y, r);
    };
  }

  static Shape circle(double x, double y, double r) {
    return new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
  }

  /** A line through points that are given as x, y, x, y, … */
  static Path2D line(double... coordinates) {
    Path2D path = new Path2D.Double();
    path.moveTo(coordinates[0], coordinates[1]);
    for (int i = 2; i < coordinates.length; i += 2) {
      path.lineTo(coordinates[i], coordinates[i + 1]);
    }
    return path;
  }

  private static Path2D closed(double... coordinates) {
    Path2D path = line(coordinates);
    path.closePath();
    return path;
  }
}
