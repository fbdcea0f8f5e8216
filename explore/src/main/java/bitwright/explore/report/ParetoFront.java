package bitwright.explore.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Marks the points that are worth building: fewer LUTs or more frames per second than others. */
public final class ParetoFront {

  private ParetoFront() {}

  /**
   * The points in ascending order of LUTs, those on their network's front marked.
   *
   * <p>A point is on the front if no other point of the same network is at least as good in both
   * and better in one; of equal points the first is.
   */
  public static List<DesignPoint> mark(List<DesignPoint> points) {
    List<DesignPoint> sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparing(DesignPoint::model)
            .thenComparing(DesignPoint::lut)
            .thenComparing(Comparator.comparing(DesignPoint::framesPerSecond).reversed())
            .thenComparing(DesignPoint::cycles));
    List<DesignPoint> marked = new ArrayList<>();
    String model = null;
    double best = Double.NEGATIVE_INFINITY;
    for (DesignPoint point : sorted) {
      if (!point.model().equals(model)) {
        model = point.model();
        best = Double.NEGATIVE_INFINITY;
      }
      boolean front = point.framesPerSecond() > best;
      best = Math.max(best, point.framesPerSecond());
      marked.add(point.withFront(front));
    }
    return List.copyOf(marked);
  }
}
