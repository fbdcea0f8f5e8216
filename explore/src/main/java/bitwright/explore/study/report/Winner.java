package bitwright.explore.study.report;

import bitwright.explore.study.StudyPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the design that a report shows first: the smallest one on the front whose classes cannot
 * be told from those of the float network.
 */
final class Winner {

  /** A loss with a smaller p-value is believed. */
  static final double SIGNIFICANT = 0.05;

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
   * The winner among the points of one network and device: of those on the front that fit, the
   * finalists first, the smallest without a significant loss; if all lose, the most accurate.
   */
  static Optional<StudyPoint> of(List<StudyPoint> points) {
    List<StudyPoint> front = points.stream().filter(p -> p.front() && p.price().fits()).toList();
    List<StudyPoint> equal = front.stream().filter(p -> !loses(p)).toList();
    return equal.stream()
        .filter(p -> p.finalist().isPresent())
        .min(SMALLEST)
        .or(() -> equal.stream().min(SMALLEST))
        .or(
            () ->
                front.stream()
                    .min(
                        Comparator.comparing(StudyPoint::accuracy)
                            .reversed()
                            .thenComparing(SMALLEST)));
  }

  /** Whether a point is worse than its float network beyond chance. */
  static boolean loses(StudyPoint point) {
    return point.toFloat().difference() < 0 && point.toFloat().p() < SIGNIFICANT;
  }
}
