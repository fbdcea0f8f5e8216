package bitwright.cost.folding;

import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The choices of a network laid out layer by layer, for dynamic programming.
 *
 * <p>Before layer k the <em>open</em> streams are those that k or a later layer takes and an
 * earlier one gives. Their widths are the state: all that converters still to come depend on. A
 * choice for layer k leads from a state before k to one before k + 1, at a price that depends on
 * both alone, but for branch queues, of which it holds the least that their depths allow.
 */
final class Lattice {
  private final NetworkEstimator estimator;
  private final Candidate[][] choices;
  private final int[][] open;
  private final int[][][] next;
  private final int[][][][] amounts;
  private final int lastJoin;

  /** Of a network's candidates, a list per layer; keeps those that no other one replaces. */
  Lattice(NetworkEstimator estimator, List<List<Candidate>> candidates) {
    this.estimator = estimator;
    choices = Dominance.of(estimator.network()).filter(candidates);
    int layers = choices.length;
    open = new int[layers + 1][];
    for (int k = 0; k <= layers; k++) {
      open[k] = open(estimator.network(), k);
    }
    lastJoin =
        IntStream.range(0, layers).filter(k -> estimator.sources(k).length > 1).max().orElse(-1);
    next = new int[layers][][];
    amounts = new int[layers][][][];
    List<int[]> states = List.of(new int[0]);
    for (int k = 0; k < layers; k++) {
      states = layer(k, states);
    }
  }

  /** The nodes (or the input) that give a stream before layer k which k or a later one takes. */
  private static int[] open(Network network, int k) {
    List<Integer> open = new ArrayList<>();
    for (int source = Node.INPUT; source < k && k > 0; source++) {
      List<Integer> consumers = network.consumers(source);
      if (!consumers.isEmpty() && consumers.get(consumers.size() - 1) >= k) {
        open.add(source);
      }
    }
    return open.stream().mapToInt(s -> s).toArray();
  }

  /** Lays out a layer and returns the states after it. */
  private List<int[]> layer(int k, List<int[]> states) {
    List<int[]> after = new ArrayList<>();
    Map<List<Integer>, Integer> indices = new HashMap<>();
    next[k] = new int[states.size()][choices[k].length];
    amounts[k] = new int[states.size()][choices[k].length][];
    for (int s = 0; s < states.size(); s++) {
      for (int c = 0; c < choices[k].length; c++) {
        int[] widths = after(k, states.get(s), choices[k][c]);
        List<Integer> key = Arrays.stream(widths).boxed().toList();
        Integer index = indices.get(key);
        if (index == null) {
          index = after.size();
          indices.put(key, index);
          after.add(widths);
        }
        next[k][s][c] = index;
        amounts[k][s][c] = amounts(k, states.get(s), c);
      }
    }
    return after;
  }

  private int[] after(int k, int[] state, Candidate choice) {
    int[] widths = new int[open[k + 1].length];
    for (int i = 0; i < widths.length; i++) {
      int source = open[k + 1][i];
      widths[i] = source == k ? choice.outputElements() : width(k, state, choice, source);
    }
    return widths;
  }

  /** The width of a stream before layer k; that of the input is what the first layer wants. */
  private int width(int k, int[] state, Candidate choice, int source) {
    return k == 0
        ? choice.inputs().get(estimator.inputPort()).elements()
        : state[Arrays.binarySearch(open[k], source)];
  }

  private int[] amounts(int k, int[] state, int c) {
    Candidate choice = choices[k][c];
    Sum sum = new Sum();
    sum.add(choice.units());
    int[] sources = estimator.sources(k);
    for (int port = 0; port < sources.length; port++) {
      sum.add(estimator.converter(choice, port, width(k, state, choice, sources[port])));
    }
    return ResourceKind.amounts(sum.total());
  }

  NetworkEstimator estimator() {
    return estimator;
  }

  int layers() {
    return choices.length;
  }

  /** The choices for a layer. */
  Candidate[] choices(int k) {
    return choices[k];
  }

  /** The number of states before a layer. */
  int states(int k) {
    return k == choices.length ? 1 : next[k].length;
  }

  /** The state that a choice leads to. */
  int next(int k, int state, int choice) {
    return next[k][state][choice];
  }

  /** What a choice needs in a state, branch queues aside. */
  int[] amounts(int k, int state, int choice) {
    return amounts[k][state][choice];
  }

  /** The sources of the streams that are open before a layer, ascending. */
  int[] open(int k) {
    return open[k];
  }

  /** Whether branch queues stand before a layer. */
  boolean joins(int k) {
    return estimator.sources(k).length > 1;
  }

  /** Whether branch queues stand before this layer or a later one. */
  boolean joinsFrom(int k) {
    return k <= lastJoin;
  }

  /** All choices. */
  Active all() {
    return new Active(
        this,
        Arrays.stream(choices)
            .map(layer -> IntStream.range(0, layer.length).toArray())
            .toArray(int[][]::new));
  }
}
