package bitwright.explore.study;

import bitwright.explore.space.Halving;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Successive halving: which candidates, judged on few images, are worth all of them.
 *
 * <p>By default those that may still be on the front: no rival of no more LUTs and cycles has an
 * accuracy whose interval lies above theirs. With a share, as many as that, those that are least
 * behind the front first.
 */
final class Survivors {

  private final List<StudyPoint> points;

  private Survivors(List<StudyPoint> points) {
    this.points = points;
  }

  /**
   * The candidates to go on with, in order.
   *
   * @param points points of one network after the first round, one for each candidate
   */
  static List<StudyPoint> of(List<StudyPoint> points, Halving halving) {
    Survivors survivors = new Survivors(points);
    if (halving.keep().isEmpty()) {
      return points.stream().filter(survivors::mayBeOnFront).toList();
    }
    int count = (int) Math.ceil(halving.keep().getAsDouble() * points.size());
    List<StudyPoint> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(survivors::behind));
    List<StudyPoint> kept = sorted.subList(0, Math.min(Math.max(count, 1), sorted.size()));
    return points.stream().filter(kept::contains).toList();
  }

  private boolean mayBeOnFront(StudyPoint point) {
    return rivals(point).stream().noneMatch(r -> r.interval().low() > point.interval().high());
  }

  /** How much more accurate the best rival is. */
  private double behind(StudyPoint point) {
    Optional<Double> best =
        rivals(point).stream().map(StudyPoint::accuracy).max(Comparator.naturalOrder());
    return Math.max(0, best.orElse(0.0) - point.accuracy());
  }

  private List<StudyPoint> rivals(StudyPoint point) {
    return points.stream()
        .filter(
            r ->
                r != point
                    && r.price().fits()
                    && r.price().lut() <= point.price().lut()
                    && r.price().cycles() <= point.price().cycles())
        .toList();
  }
}
