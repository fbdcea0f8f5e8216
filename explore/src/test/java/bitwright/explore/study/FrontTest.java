package bitwright.explore.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrontTest {

  private static List<Integer> front(List<StudyPoint> points) {
    List<StudyPoint> marked = Front.mark(points);
    return IntStream.range(0, marked.size()).filter(i -> marked.get(i).front()).boxed().toList();
  }

  @Test
  void keepsWhatNothingBeats() {
    List<StudyPoint> points =
        List.of(
            Points.of("a", 90, 100, 10, true),
            Points.of("a", 91, 120, 10, true),
            Points.of("a", 90, 110, 10, true),
            Points.of("a", 90, 100, 10, true),
            Points.of("a", 89, 100, 9, true),
            Points.of("a", 99, 50, 5, false),
            Points.of("b", 10, 900, 99, true));
    assertEquals(List.of(0, 1, 4, 6), front(points));
  }

  /** Against the definition: no rival is as good in all and better in one. */
  @Test
  void agreesWithTheDefinition() {
    long seed = 20261122;
    System.out.println("fronts, seed " + seed);
    Random random = new Random(seed);
    int on = 0;
    for (int round = 0; round < 300; round++) {
      List<StudyPoint> points = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        points.add(
            Points.of("a", random.nextInt(6), random.nextInt(6), random.nextInt(3) + 1, true));
      }
      List<Integer> front = front(points);
      for (int i = 0; i < points.size(); i++) {
        StudyPoint p = points.get(i);
        boolean beaten = false;
        boolean repeated = false;
        for (int j = 0; j < points.size(); j++) {
          StudyPoint q = points.get(j);
          int[] gains = {
            q.right() - p.right(),
            p.price().lut() - q.price().lut(),
            p.price().cycles() - q.price().cycles()
          };
          boolean none = IntStream.of(gains).allMatch(g -> g >= 0);
          beaten |= none && IntStream.of(gains).anyMatch(g -> g > 0);
          repeated |= j < i && IntStream.of(gains).allMatch(g -> g == 0);
        }
        assertEquals(!beaten && !repeated, front.contains(i), "point " + i);
      }
      on += front.size();
    }
    assertTrue(on > 500, on + " points on fronts");
  }
}
