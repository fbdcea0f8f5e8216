package bitwright.explore.study.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void equalRatiosOfErrorsAreEquallyFarApart() {
    Scale scale = Scale.errors(List.of(0.5, 0.999), 10_000, 500, 0);
    double decade = scale.at(0.9) - scale.at(0.99);
    assertTrue(decade > 50, decade + " pixels");
    assertEquals(decade, scale.at(0.99) - scale.at(0.999), 1e-9);
    assertEquals(decade, scale.at(0.8) - scale.at(0.98), 1e-9);
  }

  @Test
  void noErrorAtAllStaysOnThePaper() {
    Scale scale = Scale.errors(List.of(0.9, 1.0), 1000, 500, 0);
    assertTrue(scale.at(1.0) > 0 && scale.at(1.0) < scale.at(0.999), scale.toString());
  }

  @Test
  void ticksLieOnTheAxisAndApart() {
    for (double most : new double[] {2_100, 9_000, 25_000, 4e8}) {
      Scale scale = Scale.logarithmic(List.of(2_000.0, most), 64, 936, 44);
      List<Double> ticks = scale.ticks();
      assertTrue(!ticks.isEmpty() && ticks.size() < 21, most + ": " + ticks);
      for (int i = 0; i < ticks.size(); i++) {
        double at = scale.at(ticks.get(i));
        assertTrue(at >= 64 && at <= 936, ticks.get(i) + " at " + at);
        assertTrue(i == 0 || at - scale.at(ticks.get(i - 1)) >= 44, ticks.toString());
      }
    }
  }

  @Test
  void namesOfTicksAreRound() {
    assertEquals("98.5 %", Axes.percent(0.985));
    assertEquals("99.95 %", Axes.percent(0.9995));
    assertEquals("15,000", Axes.count(15_000));
    assertEquals("200 k", Axes.count(200_000));
    assertEquals("30 M", Axes.count(30_000_000));
  }
}
