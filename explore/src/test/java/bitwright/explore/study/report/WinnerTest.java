package bitwright.explore.study.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.explore.job.Price;
import bitwright.explore.job.Target;
import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Paired;
import bitwright.explore.study.StudyPoint;
import bitwright.quantize.ptq.QuantizationSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WinnerTest {

  @Test
  void theSmallestWithinHalfAPoint() {
    assertEquals(
        "b", winner(point("a", 100, 10, 20), point("b", 200, 10, 13), point("c", 300, 10, 10)));
  }

  @Test
  void aSureLossNeverWinsWhereAnotherIsEqual() {
    // 0 against 5 of 1,000 is half a point, and p = 0.0625; 0 against 6 is sure.
    assertEquals("a", winner(point("a", 100, 0, 5), point("b", 200, 10, 10)));
    assertEquals("b", winner(point("a", 100, 0, 6), point("b", 200, 10, 10)));
  }

  @Test
  void whereNoneIsCloseTheSmallestThatDoesNotLose() {
    assertEquals(
        "b", winner(point("a", 100, 0, 90), point("b", 200, 40, 50), point("c", 300, 41, 50)));
  }

  @Test
  void whereAllLoseTheMostAccurate() {
    assertEquals(
        "b", winner(point("a", 100, 0, 90), point("b", 200, 0, 50), point("c", 300, 0, 60)));
  }

  @Test
  void nothingWinsOffTheFront() {
    StudyPoint off =
        new StudyPoint(
            "x",
            "m",
            "integer",
            QuantizationSpec.of("int4", "uint4"),
            1000,
            900,
            0.9,
            new Interval(0.88, 0.92),
            new Paired(0, 0, 1000),
            price(10),
            false,
            Optional.empty());
    assertTrue(Winner.of(List.of(off)).isEmpty());
    assertEquals("a", winner(off, point("a", 100, 0, 0)));
  }

  private static String winner(StudyPoint... points) {
    return Winner.of(List.of(points)).orElseThrow().id();
  }

  private static StudyPoint point(String id, int lut, int better, int worse) {
    int right = 950 + better - worse;
    return new StudyPoint(
        id,
        "m",
        "integer",
        QuantizationSpec.of("int4", "uint4"),
        1000,
        right,
        right / 1000.0,
        new Interval(0.9, 0.99),
        new Paired(better, worse, 1000),
        price(lut),
        true,
        Optional.empty());
  }

  private static Price price(int lut) {
    return new Price(
        new Target("xc7z020", "portable", 4096),
        lut,
        0,
        0,
        0,
        0,
        4096,
        100,
        24_000,
        true,
        false,
        List.of());
  }
}
