package bitwright.cost.folding;

import bitwright.arith.network.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Dynamic programming with Pareto labels: the exact optimum where a single cost per state does not
 * do, because a resource is scarce or the network has branch queues.
 *
 * <p>Per state before a layer it keeps every way to build the layers before it which no other one
 * replaces. One replaces another if it costs no more, needs no more of any kind that may run out,
 * and leads to branch queues that are no dearer: the same pipeline delays, or shorter ones where
 * deeper queues never need less, or a saving that outweighs all that queues can differ by. A way is
 * dropped if the {@link Bound} of what is to come shows that it does not fit, or costs no less than
 * what is known. Prices of scarce kinds (Lagrange multipliers, by subgradient ascent) sharpen that.
 *
 * <p>Few ways per state are kept at first, the most promising ones by those prices. What they find
 * sharpens the bounds for the next turn, which keeps more; the turn that had to leave none out for
 * want of room is the proof. Where the first turn finds nothing that fits, prices are left out of
 * account until something does.
 */
final class Search {

  /** Queues that can differ by more make a kind scarce at once. */
  private static final int MOST_SPREAD = 1_000_000;

  /** Choices are dropped again as long as it drops so many of them. */
  private static final double WORTH = 0.9;

  /** Labels per state in the first turn. */
  static final int WIDTH = 32;

  /** How many times as many there are in the next. */
  private static final int WIDENING = 8;

  private final Lattice lattice;
  private final Objective objective;
  private final Incumbent incumbent;
  private final int cycles;
  private final boolean[] scarce = new boolean[ResourceKind.COUNT];
  private final List<Bound> kinds = new ArrayList<>();
  private Active active;
  private QueueRange queues;
  private Bound cost;
  private Prices prices;

  /**
   * A search among some choices.
   *
   * @param cycles the cycles per inference that branch queues are priced at, taken by one layer at
   *     least
   */
  Search(Lattice lattice, Active active, Objective objective, Incumbent incumbent, int cycles) {
    this.lattice = lattice;
    this.objective = objective;
    this.incumbent = incumbent;
    this.cycles = cycles;
    use(active);
  }

  private void use(Active choices) {
    active = choices;
    queues = QueueRange.of(lattice, active, cycles);
    cost = new Bound(lattice, queues, active, objective.weights());
    kinds.clear();
    for (int i = 0; i < ResourceKind.COUNT; i++) {
      long[] one = new long[ResourceKind.COUNT];
      one[i] = 1;
      kinds.add(new Bound(lattice, queues, active, one));
    }
  }

  /**
   * Improves the incumbent to the optimum, if that is among these choices.
   *
   * @param mu prices of scarce kinds to begin with, replaced by better ones
   * @param first labels per state in the first turn
   */
  void run(double[] mu, int first) {
    long width = first;
    while (narrow(mu)) {
      findScarce();
      if (labels(width)) {
        return;
      }
      if (width == first && !objective.isFit() && incumbent.best().isEmpty() && !fits(first)) {
        return;
      }
      width *= WIDENING;
    }
  }

  /** Offers a folding that fits, whatever it costs; whether there is one. */
  private boolean fits(int first) {
    Incumbent fitting = incumbent.fit();
    new Search(lattice, active, objective.fit(), fitting, cycles)
        .run(new double[ResourceKind.COUNT], first);
    incumbent.offer(fitting);
    return fitting.best().isPresent();
  }

  /** Drops choices as long as that helps; whether the optimum may be among those that are left. */
  private boolean narrow(double[] mu) {
    while (true) {
      if (cost.total() >= incumbent.cost()) {
        return false;
      }
      incumbent.offer(cost.best());
      if (cost.total() >= incumbent.cost() || !enoughOfEachKind()) {
        return false;
      }
      prices = Prices.ascend(lattice, queues, active, objective, incumbent, mu);
      if (prices.bound() >= incumbent.cost()) {
        return false;
      }
      Active fewer = needed();
      if (fewer.isEmpty()) {
        return false;
      }
      if (fewer.size() >= WORTH * active.size()) {
        return true;
      }
      use(fewer);
    }
  }

  /** Without the choices that no folding has which fits and is better than the incumbent. */
  private Active needed() {
    long most = incumbent.cost() - 1;
    Active needed = cost.within(most).and(prices.within(most));
    for (int i = 0; i < ResourceKind.COUNT; i++) {
      needed = needed.and(kinds.get(i).within(objective.available(i)));
    }
    return needed;
  }

  /** Whether there is enough of each kind, taken alone. */
  private boolean enoughOfEachKind() {
    for (int i = 0; i < ResourceKind.COUNT; i++) {
      if (kinds.get(i).total() > objective.available(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A kind cannot run out before another one does if its share is nowhere the greater: if for two
   * kinds with A and B available B · need(A) − A · need(B) is nowhere negative, A alone counts. And
   * none can run out if every way of cost c needs at most A · c / U of it, U being the cost of the
   * incumbent, or if no way needs more than A.
   */
  private void findScarce() {
    Arrays.fill(scarce, true);
    for (int i = scarce.length - 1; i >= 0; i--) {
      long[] weights = objective.weights();
      for (int j = 0; j < weights.length; j++) {
        weights[j] *= objective.available(i);
      }
      scarce[i] = !covers(weights, i, incumbent.cost()) && most(i) > objective.available(i);
      for (int j = 0; j < scarce.length && scarce[i]; j++) {
        if (j != i && scarce[j] && objective.available(j) > 0) {
          long[] pair = new long[ResourceKind.COUNT];
          pair[j] = objective.available(i);
          scarce[i] = !covers(pair, i, objective.available(j));
        }
      }
    }
  }

  /** What the neediest way needs of a kind, or more. */
  private long most(int kind) {
    long[] less = new long[ResourceKind.COUNT];
    less[kind] = -1;
    long need = -new Bound(lattice, queues, active, less).total();
    return need + queues.spread(0)[kind];
  }

  /** Whether the weighted sum is never less than a kind times a factor. */
  private boolean covers(long[] weights, int kind, long factor) {
    int spread = queues.spread(0)[kind];
    weights[kind] -= factor;
    return spread <= MOST_SPREAD
        && new Bound(lattice, queues, active, weights).total() >= factor * spread;
  }

  /**
   * Offers the best of so many labels per state.
   *
   * @return whether there was room for all
   */
  private boolean labels(long width) {
    boolean room = true;
    List<List<Label>> labels = List.of(List.of(Label.start(!lattice.joinsFrom(0))));
    for (int k = 0; k < lattice.layers(); k++) {
      List<Front> after = new ArrayList<>();
      for (int s = 0; s < lattice.states(k + 1); s++) {
        after.add(front(k + 1));
      }
      for (int s = 0; s < labels.size(); s++) {
        for (Label label : labels.get(s)) {
          for (int choice : active.choices(k)) {
            extend(k, s, label, choice, after);
          }
        }
      }
      labels = new ArrayList<>();
      for (int s = 0; s < after.size(); s++) {
        List<Label> kept = after.get(s).labels();
        room &= kept.size() <= width;
        labels.add(kept.size() <= width ? kept : promising(kept, k + 1, s, width));
      }
    }
    labels.get(0).stream().filter(Label::paced).forEach(label -> incumbent.offer(path(label)));
    return room;
  }

  private List<Label> promising(List<Label> labels, int k, int state, long width) {
    return labels.stream()
        .sorted(Comparator.comparingLong(label -> prices.bound(label.amounts(), k, state)))
        .limit(width)
        .toList();
  }

  /** Where nothing but amounts can tell labels apart, amounts are all that is compared. */
  private Front front(int k) {
    return lattice.joinsFrom(0)
        ? new Front(scarce, (better, worse) -> replaces(k, better, worse))
        : new Front(scarce);
  }

  private void extend(int k, int state, Label label, int choice, List<Front> after) {
    int[] amounts = label.amounts().clone();
    add(amounts, lattice.amounts(k, state, choice));
    int slowest = slowest(k, label);
    Candidate candidate = lattice.choices(k)[choice];
    if (queues.at(k)) {
      queues(k, candidate, slowest, amounts);
    }
    int next = lattice.next(k, state, choice);
    long total = objective.cost(amounts);
    if (isHopeless(k + 1, next, amounts, total)) {
      return;
    }
    after
        .get(next)
        .add(
            new Label(
                label,
                choice,
                amounts,
                total,
                delays(k, label, slowest + candidate.delay()),
                label.paced() || candidate.cycles() == cycles));
  }

  private static void add(int[] sum, int[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
  }

  private int slowest(int k, Label label) {
    int slowest = 0;
    if (lattice.joinsFrom(k)) {
      for (int source : lattice.estimator().sources(k)) {
        if (source != Node.INPUT) {
          slowest = Math.max(slowest, label.delays()[Arrays.binarySearch(lattice.open(k), source)]);
        }
      }
    }
    return slowest;
  }

  /** Adds the queues before a layer. */
  private void queues(int k, Candidate candidate, int slowest, int[] amounts) {
    NetworkEstimator estimator = lattice.estimator();
    for (int port = 0; port < candidate.inputs().size(); port++) {
      add(amounts, ResourceKind.amounts(estimator.queue(k, port, candidate, slowest, cycles)));
    }
  }

  private int[] delays(int k, Label label, int own) {
    int[] delays = new int[lattice.open(k + 1).length];
    if (lattice.joinsFrom(k + 1)) {
      for (int i = 0; i < delays.length; i++) {
        int source = lattice.open(k + 1)[i];
        if (source == k) {
          delays[i] = own;
        } else if (source != Node.INPUT) {
          delays[i] = label.delays()[Arrays.binarySearch(lattice.open(k), source)];
        }
      }
    }
    return delays;
  }

  private boolean isHopeless(int k, int state, int[] amounts, long total) {
    if (total + cost.from(k, state) >= incumbent.cost()
        || prices.bound(amounts, k, state) >= incumbent.cost()) {
      return true;
    }
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] + kinds.get(i).from(k, state) > objective.available(i)) {
        return true;
      }
    }
    return false;
  }

  private boolean replaces(int k, Label better, Label worse) {
    if (better.cost() > worse.cost() || worse.paced() && !better.paced()) {
      return false;
    }
    int[] spread = queues.spread(k);
    boolean safe = sameOrShorter(better.delays(), worse.delays());
    if (!safe && better.cost() + objective.cost(spread) > worse.cost()) {
      return false;
    }
    for (int i = 0; i < scarce.length; i++) {
      long needed = better.amounts()[i] + (safe ? 0L : spread[i]);
      if (scarce[i] && needed > worse.amounts()[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean sameOrShorter(int[] better, int[] worse) {
    boolean rising = queues.rising();
    for (int i = 0; i < better.length; i++) {
      if (rising ? better[i] > worse[i] : better[i] != worse[i]) {
        return false;
      }
    }
    return true;
  }

  private Candidate[] path(Label last) {
    Candidate[] path = new Candidate[lattice.layers()];
    Label label = last;
    for (int k = path.length - 1; k >= 0; k--) {
      path[k] = lattice.choices(k)[label.choice()];
      label = label.before();
    }
    return path;
  }
}
