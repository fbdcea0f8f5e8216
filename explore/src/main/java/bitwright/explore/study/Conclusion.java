package bitwright.explore.study;

import bitwright.explore.statistics.Interval;
import bitwright.explore.statistics.Paired;
import bitwright.explore.statistics.Proportion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says in sentences what the numbers of a study say, by fixed rules, whichever way they fall.
 *
 * <p>Comparisons of single networks are exact McNemar tests on the same images; a difference is
 * called one where p &lt; 0.05. The best of several splits is chosen on the images it is judged by,
 * so its lead is somewhat too great; the text says so.
 */
final class Conclusion {

  private static final double SIGNIFICANT = 0.05;

  /** Points of accuracy that users give away without a second thought. */
  private static final double CLOSE = 0.005;

  private final StudyModel model;
  private final List<StudyPoint> points;
  private final Function<StudyPoint, boolean[]> correct;

  private Conclusion(
      StudyModel model, List<StudyPoint> points, Function<StudyPoint, boolean[]> correct) {
    this.model = model;
    this.points =
        points.stream()
            .filter(p -> p.model().equals(model.name()) && p.images() == model.images())
            .toList();
    this.correct = correct;
  }

  /**
   * The paragraphs.
   *
   * @param correct which images a point classifies rightly
   */
  static List<String> of(
      List<StudyModel> models,
      List<StudyPoint> points,
      List<TechniqueEffect> techniques,
      Function<StudyPoint, boolean[]> correct) {
    List<String> paragraphs = new ArrayList<>();
    for (StudyModel model : models) {
      Conclusion one = new Conclusion(model, points, correct);
      if (one.points.isEmpty()) {
        continue;
      }
      paragraphs.add(one.basis());
      one.plainWidths().ifPresent(paragraphs::add);
      if (one.points.stream().anyMatch(p -> !p.quantization().techniques().isEmpty())) {
        one.bestWidths().ifPresent(paragraphs::add);
      }
      paragraphs.add(one.front());
      one.cheapest().ifPresent(paragraphs::add);
      one.byLayer().ifPresent(paragraphs::add);
      one.techniques(techniques).ifPresent(paragraphs::add);
    }
    hardware(points).ifPresent(paragraphs::add);
    return paragraphs;
  }

  private String basis() {
    Interval i = Proportion.wilson(model.right(), model.images(), 0.95);
    return text(
        "%s: in float, %s of %,d held-out images are right (95 %% interval %s to %s). Every"
            + " accuracy below is that of the exact integers the hardware computes, on the same"
            + " images.",
        model.name(),
        percent((double) model.right() / model.images()),
        model.images(),
        percent(i.low()),
        percent(i.high()));
  }

  /** Minifloat against integer at equal widths, without techniques. */
  private Optional<String> plainWidths() {
    return widths(
        "Minifloat against integer at equal width without techniques, the best split of each width: ",
        p -> p.quantization().techniques().isEmpty());
  }

  /** The same with the best technique on both sides. */
  private Optional<String> bestWidths() {
    return widths(
        "The same with the best technique of each (chosen on the same images, which flatters whoever"
            + " has more to choose from): ",
        p -> true);
  }

  private Optional<String> widths(String introduction, Predicate<StudyPoint> which) {
    List<String> parts = new ArrayList<>();
    for (int width = 2; width <= 16; width++) {
      int bits = width;
      Predicate<StudyPoint> wide = which.and(p -> Families.width(p.quantization()) == bits);
      Optional<StudyPoint> integer = best(wide.and(isOf(Families.INTEGER)));
      Optional<StudyPoint> minifloat = best(wide.and(isOf(Families.MINIFLOAT)));
      if (integer.isPresent() && minifloat.isPresent()) {
        parts.add(width(bits, minifloat.get(), integer.get()));
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(introduction + String.join("; ", parts) + ".");
  }

  private String width(int bits, StudyPoint minifloat, StudyPoint integer) {
    Paired paired = Paired.of(correct.apply(minifloat), correct.apply(integer));
    String verdict =
        paired.p() >= SIGNIFICANT
            ? "no difference beyond chance"
            : paired.difference() > 0 ? "minifloat is better" : "integer is better";
    return text(
        "%d bits %s %s against %s (%+.1f points, %s: %s) at %.2f times the LUTs",
        bits,
        minifloat.quantization().weights(),
        percent(minifloat.accuracy()),
        percent(integer.accuracy()),
        100 * paired.difference(),
        paired.pText(),
        verdict,
        (double) minifloat.price().lut() / integer.price().lut());
  }

  private String front() {
    List<StudyPoint> front = Front.of(points, model.name());
    String families =
        List.of(Families.INTEGER, Families.MINIFLOAT, Families.POWER_OF_TWO, Families.MIXED)
            .stream()
            .filter(f -> front.stream().anyMatch(isOf(f)))
            .map(f -> front.stream().filter(isOf(f)).count() + " " + f)
            .collect(Collectors.joining(", "));
    return text(
        "The front of accuracy, LUTs and cycles holds %d of %,d points: %s.",
        front.size(), points.size(), families.isEmpty() ? "none fits the device" : families);
  }

  /** The cheapest of each family that is close to float. */
  private Optional<String> cheapest() {
    double floor = (double) model.right() / model.images() - CLOSE;
    List<StudyPoint> best = new ArrayList<>();
    for (String family :
        List.of(Families.INTEGER, Families.MINIFLOAT, Families.POWER_OF_TWO, Families.MIXED)) {
      points.stream()
          .filter(isOf(family).and(p -> p.accuracy() >= floor && p.price().fits()))
          .min(Comparator.comparingInt(p -> p.price().lut()))
          .ifPresent(best::add);
    }
    best.sort(Comparator.comparingInt(p -> p.price().lut()));
    if (best.isEmpty()) {
      return Optional.of(
          text("No point that fits comes within %.1f points of float.", 100 * CLOSE));
    }
    String list =
        best.stream()
            .map(
                p ->
                    text(
                        "%s %s, %s: %,d LUTs, %s",
                        p.family(),
                        p.formats(),
                        p.technique(),
                        p.price().lut(),
                        percent(p.accuracy())))
            .collect(Collectors.joining("; "));
    return Optional.of(
        text("Within %.1f points of float the cheapest are, by family: %s.", 100 * CLOSE, list));
  }

  /** Formats by layer against the best uniform formats that cost no more. */
  private Optional<String> byLayer() {
    List<String> parts = new ArrayList<>();
    boolean differs = false;
    double behind = 0;
    for (StudyPoint mixed : points) {
      if (mixed.quantization().layers().isEmpty()) {
        continue;
      }
      Optional<StudyPoint> uniform =
          best(
              p ->
                  p.quantization().layers().isEmpty()
                      && p.quantization().techniques().equals(mixed.quantization().techniques())
                      && p.price().target().equals(mixed.price().target())
                      && p.price().lut() <= mixed.price().lut());
      if (uniform.isPresent()) {
        StudyPoint u = uniform.get();
        Paired paired = Paired.of(correct.apply(mixed), correct.apply(u));
        differs |= paired.p() < SIGNIFICANT;
        behind = Math.max(behind, (double) model.right() / model.images() - u.accuracy());
        parts.add(
            text(
                "%,d LUTs give %s by layer, against %s of %s with %,d LUTs (%+.1f points, %s)",
                mixed.price().lut(),
                percent(mixed.accuracy()),
                percent(u.accuracy()),
                u.formats(),
                u.price().lut(),
                100 * paired.difference(),
                paired.pText()));
      }
    }
    String verdict =
        differs
            ? "."
            : text(
                ". None of these differences is beyond chance: the uniform formats are at most %.1f"
                    + " points behind float, which leaves little to win.",
                100 * behind);
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Formats chosen layer by layer, against the best uniform formats of at most as many"
                + " LUTs and the same technique: "
                + String.join("; ", parts)
                + verdict);
  }

  private Optional<String> techniques(List<TechniqueEffect> effects) {
    List<String> parts =
        effects.stream()
            .filter(
                e -> e.model().equals(model.name()) && e.scope().equals(TechniqueEffects.FOUR_BITS))
            .map(
                e ->
                    text(
                        "%s %+.2f points (%s)",
                        e.technique(), 100 * e.paired().difference(), e.paired().pText()))
            .toList();
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "At four bits techniques change the accuracy, over all formats, by: "
                + String.join(", ", parts)
                + ".");
  }

  private static Optional<String> hardware(List<StudyPoint> points) {
    List<StudyPoint> measured = points.stream().filter(p -> p.finalist().isPresent()).toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    long compared = measured.stream().mapToLong(p -> p.finalist().get().compared()).sum();
    long mismatches = measured.stream().mapToLong(p -> p.finalist().get().mismatches()).sum();
    List<Double> errors =
        measured.stream()
            .map(p -> (double) p.price().lut() / p.finalist().get().lut() - 1)
            .sorted(Comparator.comparingDouble(Math::abs))
            .toList();
    return Optional.of(
        text(
            "%s generated, simulated and synthesized: %,d output codes compared with"
                + " the golden model, %,d different; the estimate of LUTs is off by %.1f %% in the"
                + " median and %+.1f %% at worst.",
            measured.size() == 1 ? "1 finalist was" : measured.size() + " finalists were",
            compared,
            mismatches,
            100 * Math.abs(errors.get((errors.size() - 1) / 2)),
            100 * errors.get(errors.size() - 1)));
  }

  private Optional<StudyPoint> best(Predicate<StudyPoint> which) {
    return points.stream()
        .filter(which)
        .min(
            Comparator.comparingInt((StudyPoint p) -> -p.right())
                .thenComparingInt(p -> p.price().lut()));
  }

  private static Predicate<StudyPoint> isOf(String family) {
    return p -> p.family().equals(family);
  }

  private static String percent(double share) {
    return text("%.1f %%", 100 * share);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
