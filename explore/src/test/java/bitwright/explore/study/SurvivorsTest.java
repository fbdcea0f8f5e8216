package bitwright.explore.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.explore.space.Halving;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SurvivorsTest {

  /** Of 100 images, 90 right is 82.6 to 94.5 % by Wilson, and 70 right is 60.4 to 78.1 %. */
  private static final List<StudyPoint> POINTS =
      List.of(
          Points.of("net", 90, 100, 10, true),
          Points.of("net", 85, 120, 10, true),
          Points.of("net", 70, 130, 10, true),
          Points.of("net", 70, 90, 10, true),
          Points.of("net", 70, 130, 9, true),
          Points.of("net", 99, 10, 1, false));

  @Test
  void keepsWhatMayStillBeOnTheFront() {
    List<StudyPoint> kept = Survivors.of(POINTS, new Halving(100, OptionalDouble.empty()));
    assertEquals(
        List.of(POINTS.get(0), POINTS.get(1), POINTS.get(3), POINTS.get(4), POINTS.get(5)), kept);
  }

  @Test
  void keepsAShareOfThoseLeastBehind() {
    List<StudyPoint> kept =
        Survivors.of(POINTS.subList(0, 4), new Halving(100, OptionalDouble.of(0.5)));
    assertEquals(List.of(POINTS.get(0), POINTS.get(3)), kept);
    assertEquals(
        List.of(POINTS.get(0), POINTS.get(1), POINTS.get(3)),
        Survivors.of(POINTS.subList(0, 4), new Halving(100, OptionalDouble.of(0.6))));
  }
}
