package bitwright.cost.folding;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The choices that allow a clock and take at most some cycles.
 *
 * @param lattice all choices
 * @param objective the prices
 * @param active those of this section, per layer
 * @param cycles the most cycles; in a network with branches one layer at least takes just so many
 * @param bound no folding of the section costs less
 */
record Section(Lattice lattice, Objective objective, int[][] active, int cycles, long bound) {

  /** The section of a clock, unless some layer has no choice in it. */
  static Optional<Section> of(Lattice lattice, Objective objective, int clock, int cycles) {
    int[][] active = new int[lattice.layers()][];
    for (int k = 0; k < active.length; k++) {
      Candidate[] choices = lattice.choices(k);
      active[k] =
          IntStream.range(0, choices.length)
              .filter(c -> choices[c].fmaxMHz() >= clock && choices[c].cycles() <= cycles)
              .toArray();
      if (active[k].length == 0) {
        return Optional.empty();
      }
    }
    QueueRange none = QueueRange.unpriced(lattice);
    long bound = new Bound(lattice, none, active, objective.weights()).total();
    return Optional.of(new Section(lattice, objective, active, cycles, bound));
  }

  /** The least of a kind that a folding of the section needs. */
  long least(ResourceKind kind) {
    long[] one = new long[ResourceKind.COUNT];
    one[kind.ordinal()] = 1;
    return new Bound(lattice, QueueRange.unpriced(lattice), active, one).total();
  }

  /** The choices that attain the bound. */
  Candidate[] best() {
    return new Bound(lattice, QueueRange.unpriced(lattice), active, objective.weights()).best();
  }

  /** Improves the incumbent to the optimum of this section, if that is better. */
  void search(Incumbent incumbent) {
    new Search(lattice, active, objective, incumbent, cycles).run();
  }
}
