package bitwright.cost.folding;

import java.util.Optional;

/**
 * The choices that allow a clock and take at most some cycles.
 *
 * @param lattice all choices
 * @param objective the prices
 * @param active those of this section
 * @param cycles the most cycles; in a network with branches one layer at least takes just so many
 * @param bound no folding of the section costs less
 */
record Section(Lattice lattice, Objective objective, Active active, int cycles, long bound) {

  /** The section of a clock, unless some layer has no choice in it. */
  static Optional<Section> of(
      Active able, Lattice lattice, Objective objective, int clock, int cycles) {
    Active active = able.filter(c -> c.fmaxMHz() >= clock && c.cycles() <= cycles);
    if (active.isEmpty()) {
      return Optional.empty();
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

  /**
   * Improves the incumbent to the optimum of this section, if that is better.
   *
   * @param prices those of scarce kinds to begin with, replaced by better ones
   * @param width labels per state in the first turn
   */
  void search(Incumbent incumbent, double[] prices, int width) {
    new Search(lattice, active, objective, incumbent, cycles).run(prices, width);
  }
}
