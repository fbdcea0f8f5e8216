package bitwright.explore.study;

import bitwright.explore.job.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The Pareto front: the points that are worth building.
 *
 * <p>A point is on it if it fits its device, and no other point of the same network and device that
 * fits is at least as good in accuracy, LUTs and cycles and better in one of them. Of points that
 * are equal in all three the first is on it.
 */
final class Front {

  private Front() {}

  /** The same points in the same order, those on the front marked. */
  static List<StudyPoint> mark(List<StudyPoint> points) {
    List<StudyPoint> marked = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      StudyPoint point = points.get(i);
      marked.add(isOnFront(points, i) ? point.onFront() : point);
    }
    return List.copyOf(marked);
  }

  private static boolean isOnFront(List<StudyPoint> points, int index) {
    StudyPoint point = points.get(index);
    if (!point.price().fits()) {
      return false;
    }
    for (int i = 0; i < points.size(); i++) {
      StudyPoint other = points.get(i);
      if (i != index
          && other.price().fits()
          && isRival(other, point)
          && dominates(other, point, i < index)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRival(StudyPoint a, StudyPoint b) {
    return a.model().equals(b.model())
        && a.price().target().device().equals(b.price().target().device());
  }

  private static boolean dominates(StudyPoint a, StudyPoint b, boolean isEarlier) {
    Price p = a.price();
    Price q = b.price();
    // Shares of equally many images; a later rung of halving has more of them.
    boolean asGood = a.accuracy() >= b.accuracy() && p.lut() <= q.lut() && p.cycles() <= q.cycles();
    boolean better = a.accuracy() > b.accuracy() || p.lut() < q.lut() || p.cycles() < q.cycles();
    return asGood && (better || isEarlier);
  }

  /** The points of a front from the fewest LUTs on. */
  static List<StudyPoint> of(List<StudyPoint> points, String model) {
    return points.stream()
        .filter(p -> p.front() && p.model().equals(model))
        .sorted(
            Comparator.comparingInt((StudyPoint p) -> p.price().lut())
                .thenComparingInt(p -> p.price().cycles()))
        .toList();
  }
}
