package bitwright.explore.study.chart;

import bitwright.explore.job.Price.LayerPrice;
import bitwright.explore.study.StudyPoint;
import bitwright.explore.study.chart.Canvas.Anchor;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What each layer of a design costs.
 *
 * @param name the name of the file
 * @param point the design
 */
record LayerChart(String name, StudyPoint point) implements Chart {

  private static final int ROW = 24;
  private static final int TOP = 68;
  private static final double LUTS = 330;
  private static final double CYCLES = 670;
  private static final double LONGEST = 210;

  @Override
  public int width() {
    return 960;
  }

  @Override
  public int height() {
    return TOP + ROW * point.price().layers().size() + 20;
  }

  @Override
  public void draw(Canvas canvas) {
    List<LayerPrice> layers = point.price().layers();
    canvas.text(
        16,
        28,
        "%s, %s on %s".formatted(point.model(), Labels.formats(point), point.price().target()),
        Anchor.START,
        Ink.BLACK,
        true);
    canvas.text(16, TOP - 12, "layer", Anchor.START, Ink.SOFT, false);
    canvas.text(150, TOP - 12, "weights × activations", Anchor.START, Ink.SOFT, false);
    canvas.text(LUTS, TOP - 12, "LUT", Anchor.START, Ink.SOFT, false);
    canvas.text(CYCLES, TOP - 12, "cycles", Anchor.START, Ink.SOFT, false);
    for (int i = 0; i < layers.size(); i++) {
      LayerPrice layer = layers.get(i);
      double y = TOP + ROW * i;
      canvas.draw(Ink.line(16, y, 944, y), Ink.GRID, 1, 1);
      canvas.text(16, y + 16, layer.name(), Anchor.START, Ink.BLACK, false);
      String weights = layer.weights().equals("-") ? "" : layer.weights() + " × ";
      canvas.text(150, y + 16, weights + layer.activations(), Anchor.START, Ink.SOFT, false);
      bar(canvas, layers, layer, LayerPrice::lut, LUTS, y, 0.75);
      bar(canvas, layers, layer, LayerPrice::cycles, CYCLES, y, 0.35);
    }
  }

  private static void bar(
      Canvas canvas,
      List<LayerPrice> layers,
      LayerPrice layer,
      ToIntFunction<LayerPrice> cost,
      double x,
      double y,
      double opacity) {
    int most = Math.max(1, layers.stream().mapToInt(cost).max().orElse(1));
    double length = Math.max(1, LONGEST * cost.applyAsInt(layer) / most);
    canvas.fill(new Rectangle2D.Double(x, y + 7, length, 10), Ink.BLACK, opacity);
    canvas.text(
        x + length + 6, y + 16, Axes.count(cost.applyAsInt(layer)), Anchor.START, Ink.BLACK, false);
  }
}
