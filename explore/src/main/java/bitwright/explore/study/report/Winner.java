package bitwright.explore.study.report;

import bitwright.explore.study.StudyPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the design that a report shows first: the smallest one on the front that is within half a
 * point of the float network, and not worse beyond chance.
 */
final class Winner {

  /** A loss with a smaller p-value is believed. */
  private static final double SIGNIFICANT = 0.05;

  private static final double CLOSE = 0.005;

  private static final Comparator<StudyPoint> SMALLEST =
      Comparator.comparingInt((StudyPoint p) -> p.price().lut())
          .thenComparing(Comparator.comparingInt(StudyPoint::right).reversed())
          .thenComparing(StudyPoint::id);

  private Winner() {}

  /** One point for each network and device, as far as one fits, in the order of the points. */
  static List<StudyPoint> all(List<StudyPoint> points) {
    Map<List<String>, List<StudyPoint>> groups = new LinkedHashMap<>();
    for (StudyPoint point : points) {
      groups
          .computeIfAbsent(
              List.of(point.model(), point.price().target().device()), key -> new ArrayList<>())
          .add(point);
    }
    return groups.values().stream().map(Winner::of).flatMap(Optional::stream).toList();
  }

  /**
   * The winner among the points of one network and device: where none is close, the smallest that
   * is not worse beyond chance; where all are, the most accurate.
   */
  static Optional<StudyPoint> of(List<StudyPoint> points) {
    List<StudyPoint> front = points.stream().filter(p -> p.front() && p.price().fits()).toList();
    List<StudyPoint> equal = front.stream().filter(p -> !loses(p)).toList();
    Comparator<StudyPoint> ablest =
        Comparator.comparing(StudyPoint::accuracy).reversed().thenComparing(SMALLEST);
    return equal.stream()
        .filter(p -> p.toFloat().difference() >= -CLOSE)
        .min(SMALLEST)
        .or(() -> equal.stream().min(SMALLEST))
        .or(() -> front.stream().min(ablest));
  }

  /** Whether a point is worse than its float network beyond chance. */
  static boolean loses(StudyPoint point) {
    return point.toFloat().difference() < 0 && point.toFloat().p() < SIGNIFICANT;
  }
}
