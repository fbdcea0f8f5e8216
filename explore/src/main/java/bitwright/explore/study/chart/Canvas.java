package bitwright.explore.study.chart;

import java.awt.Shape;

/** What charts are drawn on; the unit is the pixel of a screen, y grows downwards. */
interface Canvas {

  /** Where a text begins, or ends, relative to its point. */
  enum Anchor {
    START("start", 0),
    MIDDLE("middle", 0.5),
    END("end", 1);

    final String svg;
    final double share;

    Anchor(String svg, double share) {
      this.svg = svg;
      this.share = share;
    }
  }

  /**
   * Fills an area.
   *
   * @param color {@code #rrggbb}
   * @param opacity 0 to 1
   */
  void fill(Shape shape, String color, double opacity);

  /**
   * Follows a line.
   *
   * @param width of the pen
   */
  void draw(Shape shape, String color, double width, double opacity);

  /** Writes a text on its base line. */
  void text(double x, double y, String text, Anchor anchor, String color, boolean bold);
}
