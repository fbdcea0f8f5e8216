package bitwright.cost.folding;

import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Choices of a lattice that may be used, and the states that they lead to. */
final class Active {
  private final Lattice lattice;
  private final int[][] choices;
  private final int[][] states;

  /**
   * Some choices.
   *
   * @param choices indices, ascending, per layer
   */
  Active(Lattice lattice, int[][] choices) {
    this.lattice = lattice;
    this.choices = choices;
    states = new int[lattice.layers() + 1][];
    states[0] = new int[] {0};
    for (int k = 0; k < lattice.layers(); k++) {
      boolean[] reached = new boolean[lattice.states(k + 1)];
      for (int state : states[k]) {
        for (int choice : choices[k]) {
          reached[lattice.next(k, state, choice)] = true;
        }
      }
      states[k + 1] = IntStream.range(0, reached.length).filter(s -> reached[s]).toArray();
    }
  }

  /** Those of a layer. */
  int[] choices(int k) {
    return choices[k];
  }

  /** The states before a layer. */
  int[] states(int k) {
    return states[k];
  }

  /** The candidates that a layer's choices are. */
  Candidate candidate(int k, int choice) {
    return lattice.choices(k)[choice];
  }

  /** Whether some layer has none. */
  boolean isEmpty() {
    return Arrays.stream(choices).anyMatch(layer -> layer.length == 0);
  }

  /** How many they are. */
  int size() {
    return Arrays.stream(choices).mapToInt(layer -> layer.length).sum();
  }

  /** Those that are also among others. */
  Active and(Active others) {
    int[][] both = new int[choices.length][];
    for (int k = 0; k < both.length; k++) {
      int[] other = others.choices[k];
      both[k] = Arrays.stream(choices[k]).filter(c -> Arrays.binarySearch(other, c) >= 0).toArray();
    }
    return new Active(lattice, both);
  }

  /** Those of candidates that are wanted. */
  Active filter(Predicate<Candidate> wanted) {
    int[][] kept = new int[choices.length][];
    for (int k = 0; k < kept.length; k++) {
      Candidate[] candidates = lattice.choices(k);
      kept[k] = Arrays.stream(choices[k]).filter(c -> wanted.test(candidates[c])).toArray();
    }
    return new Active(lattice, kept);
  }
}
