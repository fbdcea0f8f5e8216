package bitwright.explore.study.chart;

import bitwright.explore.report.Embedded;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.util.Locale;

/** Scalable vector graphics. */
final class SvgCanvas implements Canvas {

  private static final String COMMANDS = "MLQCZ";

  private final StringBuilder text = new StringBuilder();

  SvgCanvas(int width, int height) {
    text.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="-apple-system, 'Segoe UI', Roboto, 'Noto Sans', Lato, Arial, sans-serif" font-size="12">
        <rect width="%d" height="%d" fill="%s"/>
        """
            .formatted(width, height, width, height, width, height, Ink.PAPER));
  }

  @Override
  public void fill(Shape shape, String color, double opacity) {
    text.append(
        "<path fill=\"%s\"%s d=\"%s\"/>\n".formatted(color, opacity("fill", opacity), path(shape)));
  }

  @Override
  public void draw(Shape shape, String color, double width, double opacity) {
    text.append(
        "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"%s d=\"%s\"/>\n"
            .formatted(color, number(width), opacity("stroke", opacity), path(shape)));
  }

  @Override
  public void text(double x, double y, String words, Anchor anchor, String color, boolean bold) {
    text.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>\n"
            .formatted(
                number(x),
                number(y),
                anchor.svg,
                color,
                bold ? " font-weight=\"600\"" : "",
                Embedded.escape(words)));
  }

  /** The whole file. */
  String file() {
    return text + "</svg>\n";
  }

  private static String opacity(String kind, double opacity) {
    return opacity == 1 ? "" : " %s-opacity=\"%s\"".formatted(kind, number(opacity));
  }

  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] values = new double[6];
    for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
      int kind = i.currentSegment(values);
      path.append(COMMANDS.charAt(kind));
      int count = new int[] {2, 2, 4, 6, 0}[kind];
      for (int k = 0; k < count; k++) {
        path.append(k == 0 ? "" : " ").append(number(values[k]));
      }
    }
    return path.toString();
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }
}
