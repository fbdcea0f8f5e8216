package bitwright.cost.folding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses PE, SIMD, weight memory and multipliers of every layer for a device and a rate, exactly.
 *
 * <p>{@link #least} gives, of all legal choices that fit the device and reach a rate, one that
 * takes least of the device: the least sum of shares over the kinds of resources. {@link #fastest}
 * gives one of the greatest rate among those that fit, and of these again one that takes least.
 * Prices and rates are those of {@link NetworkEstimator}, converters and queues between layers
 * included.
 *
 * <p>A rate is a clock over cycles per inference. For every clock that is some layer's own, the
 * choices are those that allow the clock and take few enough cycles at it; {@link Bound} solves
 * that in one pass where nothing is scarce and nothing branches, {@link Search} in all other cases.
 * With branches the cycles per inference, which queues depend on, are gone through as well, from
 * the most to the fewest, until the bound shows that fewer are no better.
 */
public final class FoldingSolver {
  private final NetworkEstimator estimator;
  private final Goal goal;
  private final Objective objective;
  private final int width;
  private final List<List<Candidate>> all;
  private Optional<Lattice> lattice;

  /** A solver for the network of an estimator; evaluates all legal choices of every layer. */
  public FoldingSolver(NetworkEstimator estimator, Goal goal) {
    this(
        estimator,
        goal,
        estimator.network().layers().stream().map(l -> Alternatives.of(l, goal)).toList(),
        Search.WIDTH);
  }

  /**
   * A solver that chooses among these, a list per layer.
   *
   * @param width labels per state in a search's first turn
   */
  FoldingSolver(NetworkEstimator estimator, Goal goal, List<List<Choice>> choices, int width) {
    this.estimator = estimator;
    this.goal = goal;
    this.width = width;
    objective = new Objective(goal.device());
    all = new ArrayList<>();
    for (int k = 0; k < choices.size(); k++) {
      int node = k;
      all.add(
          choices.get(k).parallelStream()
              .map(choice -> estimator.candidate(node, choice))
              .toList());
    }
  }

  /**
   * The folding that takes least of the device and gives so many frames per second.
   *
   * @throws NothingFitsException if none does; its message says which layer needs how much of what
   */
  public Folded least(long framesPerSecond) {
    Rate rate = rate(framesPerSecond);
    return solve(rate, objective)
        .orElseThrow(
            () ->
                new NothingFitsException(
                    new Obstacle(estimator, goal.device(), all, rate).sentence()
                        + fastestInstead()));
  }

  private String fastestInstead() {
    return fastestRate()
        .map(fps -> "; the fastest that fits gives " + Rate.words(fps))
        .orElse("; not even the slowest fits");
  }

  /**
   * The fastest folding that fits the device, and of these the one that takes least of it.
   *
   * @throws NothingFitsException if none fits
   */
  public Folded fastest() {
    return fastestRate()
        .map(fps -> solve(rate(fps), objective).orElseThrow())
        .orElseThrow(
            () ->
                new NothingFitsException(
                    new Obstacle(estimator, goal.device(), all, rate(0)).sentence()
                        + ", even at its slowest"));
  }

  private Rate rate(long framesPerSecond) {
    return new Rate(framesPerSecond, goal.clockMHz());
  }

  /** Bisection among all rates that there are. */
  private Optional<Long> fastestRate() {
    long[] rates = rates();
    int slow = -1;
    int fast = rates.length;
    while (fast - slow > 1) {
      int middle = (slow + fast) >>> 1;
      Optional<Folded> found = solve(rate(rates[middle]), objective.fit());
      if (found.isPresent()) {
        slow = Math.max(middle, Arrays.binarySearch(rates, found.get().framesPerSecond()));
      } else {
        fast = middle;
      }
    }
    return slow < 0 ? Optional.empty() : Optional.of(rates[slow]);
  }

  /** All rates that some clock and some number of cycles give. */
  private long[] rates() {
    int[] cycles =
        all.stream().flatMap(List::stream).mapToInt(Candidate::cycles).distinct().toArray();
    return clocks().stream()
        .flatMapToLong(clock -> Arrays.stream(cycles).mapToLong(c -> clock * 1_000_000L / c))
        .sorted()
        .distinct()
        .toArray();
  }

  /** The clocks that an accelerator may have: all that some layer has as its own. */
  private Set<Integer> clocks() {
    Set<Integer> clocks = new TreeSet<>();
    if (goal.clockMHz().isPresent()) {
      clocks.add(goal.clockMHz().getAsInt());
    } else {
      all.forEach(layer -> layer.forEach(c -> clocks.add(c.fmaxMHz())));
    }
    return clocks;
  }

  /** The candidates that fit, each alone; laid out once. */
  private Optional<Lattice> lattice() {
    if (lattice == null) {
      List<List<Candidate>> fitting =
          all.stream()
              .map(
                  layer ->
                      layer.stream()
                          .filter(c -> objective.fits(ResourceKind.amounts(c.units())))
                          .toList())
              .toList();
      lattice =
          fitting.stream().anyMatch(List::isEmpty)
              ? Optional.empty()
              : Optional.of(new Lattice(estimator, fitting));
    }
    return lattice;
  }

  private Optional<Folded> solve(Rate rate, Objective objective) {
    return lattice().flatMap(l -> solve(l, l.all().filter(rate::isMet), rate, objective));
  }

  private Optional<Folded> solve(Lattice lattice, Active able, Rate rate, Objective objective) {
    Incumbent incumbent = new Incumbent(estimator, objective, rate);
    if (able.isEmpty() || isHopeless(lattice, able)) {
      return Optional.empty();
    }
    double[] prices = new double[ResourceKind.COUNT];
    if (objective.isFit()) {
      QueueRange none = QueueRange.unpriced(lattice);
      if (Prices.ascend(lattice, none, able, objective, incumbent, prices).bound() > 0) {
        return Optional.empty();
      }
    }
    for (Section section : new Sections(lattice, able, objective, rate).all()) {
      if (section.bound() >= incumbent.cost()) {
        break;
      }
      section.search(incumbent, prices, width);
    }
    return incumbent.best();
  }

  /** Whether the device has too little of some kind, whatever the clock and the queues. */
  private boolean isHopeless(Lattice lattice, Active able) {
    Section all = new Section(lattice, objective, able, 0, 0);
    for (ResourceKind kind : ResourceKind.values()) {
      if (all.least(kind) > objective.available(kind.ordinal())) {
        return true;
      }
    }
    return false;
  }
}
