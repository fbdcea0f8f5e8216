package bitwright.explore.study.chart;

import bitwright.explore.statistics.Paired;
import bitwright.explore.study.TechniqueEffect;
import bitwright.explore.study.chart.Canvas.Anchor;
import java.util.List;
import java.util.Locale;

/**
 * What each technique changes, in points of accuracy with 95 % intervals.
 *
 * @param name the name of the file
 * @param effects of one network
 */
record TechniqueChart(String name, List<TechniqueEffect> effects) implements Chart {

  private static final int ROW = 26;
  private static final int TOP = 56;
  private static final double CENTRE = 540;
  private static final double REACH = 220;

  @Override
  public int width() {
    return 960;
  }

  @Override
  public int height() {
    return TOP + ROW * effects.size() + 24;
  }

  @Override
  public void draw(Canvas canvas) {
    double most = effects.stream().mapToDouble(e -> extent(e.paired())).max().orElse(1);
    double scale = REACH / Math.max(most, 1e-3);
    canvas.text(
        16,
        28,
        "Difference of accuracy in points, %s".formatted(effects.get(0).model()),
        Anchor.START,
        Ink.BLACK,
        true);
    canvas.draw(Ink.line(CENTRE, TOP - 8, CENTRE, TOP + ROW * effects.size() + 4), Ink.FAINT, 1, 1);
    for (int i = 0; i < effects.size(); i++) {
      TechniqueEffect effect = effects.get(i);
      Paired paired = effect.paired();
      double y = TOP + ROW * i + 10;
      double p = paired.p();
      String ink = p >= 0.05 ? Ink.FAINT : paired.difference() > 0 ? Ink.GOOD : Ink.BAD;
      double x = CENTRE + scale * paired.difference();
      double half = scale * halfWidth(paired);
      canvas.text(16, y + 4, effect.technique(), Anchor.START, Ink.BLACK, false);
      canvas.text(
          200,
          y + 4,
          "%s, %d pairs".formatted(effect.scope(), effect.points()),
          Anchor.START,
          Ink.SOFT,
          false);
      canvas.draw(Ink.line(x - half, y, x + half, y), ink, 1.5, 1);
      canvas.fill(Ink.circle(x, y, 4), ink, 1);
      canvas.text(850, y + 4, signed(paired.difference()), Anchor.END, Ink.BLACK, false);
      String chance = p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", p);
      canvas.text(944, y + 4, chance, Anchor.END, Ink.SOFT, false);
    }
  }

  private static double extent(Paired paired) {
    return Math.abs(paired.difference()) + halfWidth(paired);
  }

  /** Half of the 95 % interval of a paired difference: 1.96·√(b + w − (b − w)²/n)/n. */
  private static double halfWidth(Paired paired) {
    double n = paired.images();
    double net = paired.better() - paired.worse();
    return 1.96 * Math.sqrt(paired.better() + paired.worse() - net * net / n) / n;
  }

  private static String signed(double difference) {
    return String.format(Locale.ROOT, "%+.2f", 100 * difference).replace('-', '−');
  }
}
