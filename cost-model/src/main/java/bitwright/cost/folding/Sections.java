package bitwright.cost.folding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The sections that together hold every folding of a rate.
 *
 * <p>Without branches there is one per clock that is some layer's own: all choices that allow it
 * and take few enough cycles at it. With branches there is one per number of cycles per inference,
 * at the lowest clock that meets the rate with it, which allows all the choices that a higher one
 * does.
 */
record Sections(Lattice lattice, Active able, Objective objective, Rate rate) {

  /** All sections, by their bounds. */
  List<Section> all() {
    TreeSet<Integer> clocks = new TreeSet<>();
    TreeSet<Integer> cycles = new TreeSet<>();
    for (int k = 0; k < lattice.layers(); k++) {
      for (int choice : able.choices(k)) {
        clocks.add(rate.clock().orElse(able.candidate(k, choice).fmaxMHz()));
        cycles.add(able.candidate(k, choice).cycles());
      }
    }
    cycles.headSet(fewest()).clear();
    List<Section> sections = new ArrayList<>();
    if (!lattice.joinsFrom(0)) {
      clocks.forEach(clock -> add(sections, clock, rate.mostCycles(clock)));
    } else {
      for (int pace : cycles) {
        clocks.stream()
            .filter(clock -> rate.mostCycles(clock) >= pace)
            .findFirst()
            .ifPresent(clock -> add(sections, clock, pace));
      }
    }
    sections.sort(Comparator.comparingLong(Section::bound));
    return sections;
  }

  private void add(List<Section> sections, int clock, int cycles) {
    Section.of(able, lattice, objective, clock, cycles).ifPresent(sections::add);
  }

  /** The cycles that some layer takes at its fastest. */
  private int fewest() {
    int fewest = 1;
    for (int k = 0; k < lattice.layers(); k++) {
      int least = Integer.MAX_VALUE;
      for (int choice : able.choices(k)) {
        least = Math.min(least, able.candidate(k, choice).cycles());
      }
      fewest = Math.max(fewest, least);
    }
    return fewest;
  }
}
