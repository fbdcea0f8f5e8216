package bitwright.cost.folding;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The choices that allow a clock and take at most some cycles.
 *
 * @param lattice all choices
 * @param objective the prices
 * @param active those of this section, per layer
 * @param bound no folding of the section costs less
 */
record Section(Lattice lattice, Objective objective, int[][] active, long bound) {

  /** The section of a clock, unless some layer has no choice in it. */
  static Optional<Section> of(Lattice lattice, Objective objective, int clock, int mostCycles) {
    int[][] active = new int[lattice.layers()][];
    for (int k = 0; k < active.length; k++) {
      Candidate[] choices = lattice.choices(k);
      active[k] =
          IntStream.range(0, choices.length)
              .filter(c -> choices[c].fmaxMHz() >= clock && choices[c].cycles() <= mostCycles)
              .toArray();
      if (active[k].length == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(of(lattice, objective, active));
  }

  private static Section of(Lattice lattice, Objective objective, int[][] active) {
    return new Section(
        lattice, objective, active, new Bound(lattice, active, objective.weights()).total());
  }

  /** The choices that attain the bound. */
  Candidate[] best() {
    return new Bound(lattice, active, objective.weights()).best();
  }

  /** Improves the incumbent to the optimum of this section, if that is better. */
  void search(Incumbent incumbent) {
    if (!lattice.queues().any()) {
      new Search(lattice, active, objective, incumbent, 0).run();
      return;
    }
    for (int cycles : cycles().descendingSet()) {
      Optional<Section> paced = within(cycles);
      if (paced.isEmpty() || paced.get().bound() >= incumbent.cost()) {
        return;
      }
      new Search(lattice, paced.get().active(), objective, incumbent, cycles).run();
    }
  }

  private TreeSet<Integer> cycles() {
    TreeSet<Integer> cycles = new TreeSet<>();
    for (int k = 0; k < active.length; k++) {
      for (int choice : active[k]) {
        cycles.add(lattice.choices(k)[choice].cycles());
      }
    }
    return cycles;
  }

  private Optional<Section> within(int cycles) {
    int[][] fewer = new int[active.length][];
    for (int k = 0; k < active.length; k++) {
      Candidate[] choices = lattice.choices(k);
      fewer[k] = Arrays.stream(active[k]).filter(c -> choices[c].cycles() <= cycles).toArray();
      if (fewer[k].length == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(of(lattice, objective, fewer));
  }
}
