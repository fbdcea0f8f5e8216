package bitwright.explore.study.chart;

import bitwright.explore.study.chart.Canvas.Anchor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * The frame of a chart.
 *
 * @param left pixel of the left edge of its area
 * @param top of the top
 * @param right of the right
 * @param bottom of the bottom
 */
record Axes(double left, double top, double right, double bottom) {

  /** Horizontal lines and their names. */
  void levels(Canvas canvas, Scale y, DoubleFunction<String> name) {
    for (double tick : y.ticks()) {
      canvas.draw(Ink.line(left, y.at(tick), right, y.at(tick)), Ink.GRID, 1, 1);
      canvas.text(left - 8, y.at(tick) + 4, name.apply(tick), Anchor.END, Ink.SOFT, false);
    }
  }

  /** The base line with ticks and the name of what it counts. */
  void base(Canvas canvas, Scale x, String title) {
    for (double tick : x.ticks()) {
      canvas.draw(Ink.line(x.at(tick), bottom, x.at(tick), bottom + 5), Ink.FAINT, 1, 1);
      canvas.text(x.at(tick), bottom + 19, count(tick), Anchor.MIDDLE, Ink.SOFT, false);
    }
    base(canvas, title);
  }

  /** The base line alone. */
  void base(Canvas canvas, String title) {
    canvas.draw(Ink.line(left, bottom, right, bottom), Ink.FAINT, 1, 1);
    canvas.text(right, bottom + 38, title, Anchor.END, Ink.BLACK, false);
  }

  /** An accuracy on an axis: 98.5 %. */
  static String percent(double share) {
    BigDecimal value = new BigDecimal(100 * share).round(new MathContext(4)).stripTrailingZeros();
    return value.toPlainString() + " %";
  }

  /** A number on an axis: 15,000 or 20 M. */
  static String count(double value) {
    if (value < 99_999) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String unit = value < 999_999 ? " k" : value < 999_999_999 ? " M" : " G";
    double divisor = value < 999_999 ? 1e3 : value < 999_999_999 ? 1e6 : 1e9;
    return String.format(Locale.ROOT, "%.0f", value / divisor) + unit;
  }
}
