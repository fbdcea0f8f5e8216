package bitwright.cost.folding;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.cost.Device;
import bitwright.cost.Resources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** All foldings of a small network, one after the other. */
final class BruteForce {

  static final List<Function<Random, Network>> KINDS =
      List.of(Graphs::chain, Graphs::convolutions, Graphs::residual, Graphs::concatenation);

  /**
   * What one folding costs.
   *
   * @param cost the sum of its shares of the device, in parts of 10⁹
   * @param fits whether the device has enough
   */
  record Cost(long cost, boolean fits) {}

  private final NetworkEstimator estimator;
  private final Goal goal;
  private final List<QuickEstimate> estimates = new ArrayList<>();
  private final List<List<Choice>> choices;

  BruteForce(NetworkEstimator estimator, Goal goal, List<List<Choice>> choices) {
    this.estimator = estimator;
    this.goal = goal;
    this.choices = choices;
    walk(new ArrayList<>(), estimates::add);
  }

  private void walk(List<Choice> chosen, Consumer<QuickEstimate> found) {
    if (chosen.size() == choices.size()) {
      found.accept(estimator.estimate(chosen));
      return;
    }
    for (Choice choice : choices.get(chosen.size())) {
      chosen.add(choice);
      walk(chosen, found);
      chosen.remove(chosen.size() - 1);
    }
  }

  /** At most so many choices for every layer, drawn from all that are legal. */
  static List<List<Choice>> draw(Network network, Goal goal, int most, Random random) {
    List<List<Choice>> drawn = new ArrayList<>();
    for (Layer layer : network.layers()) {
      List<Choice> all = new ArrayList<>(Alternatives.of(layer, goal));
      Collections.shuffle(all, random);
      drawn.add(List.copyOf(all.subList(0, Math.min(most, all.size()))));
    }
    return drawn;
  }

  /** The solver for the same choices, its first turns of a width. */
  FoldingSolver solver(int width) {
    return new FoldingSolver(estimator, goal, choices, width);
  }

  List<QuickEstimate> estimates() {
    return estimates;
  }

  /** The frames per second of a folding; none where its clock is out of reach. */
  OptionalLong rate(QuickEstimate estimate) {
    if (goal.clockMHz().isEmpty()) {
      return OptionalLong.of(estimate.framesPerSecond());
    }
    int clock = goal.clockMHz().getAsInt();
    return clock > estimate.fmaxMHz()
        ? OptionalLong.empty()
        : OptionalLong.of(clock * 1_000_000L / estimate.cyclesPerInference());
  }

  /** The least cost at a rate, or the least but one. */
  Optional<Long> least(long framesPerSecond, boolean butOne) {
    return estimates.stream()
        .filter(e -> rate(e).orElse(-1) >= framesPerSecond)
        .map(this::cost)
        .filter(Cost::fits)
        .map(Cost::cost)
        .distinct()
        .sorted()
        .skip(butOne ? 1 : 0)
        .findFirst();
  }

  /** The greatest rate of all that fit. */
  OptionalLong fastest() {
    return estimates.stream()
        .filter(e -> cost(e).fits())
        .flatMapToLong(e -> rate(e).stream())
        .max();
  }

  Cost cost(QuickEstimate estimate) {
    Resources r = estimate.total();
    Device d = goal.device();
    int[][] pairs = {
      {r.lut(), d.lut()},
      {r.ff(), d.ff()},
      {r.carry(), d.carry()},
      {r.blockRam(), d.blockRam()},
      {r.uram(), d.uram()},
      {r.spram(), d.spram()},
      {r.dsp(), d.dsp()}
    };
    long cost = 0;
    boolean fits = true;
    for (int[] pair : pairs) {
      fits &= pair[0] <= pair[1];
      cost += pair[1] == 0 ? 0 : pair[0] * Math.round(1e9 / pair[1]);
    }
    return new Cost(cost, fits);
  }
}
