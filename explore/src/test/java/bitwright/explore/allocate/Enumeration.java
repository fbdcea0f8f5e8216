package bitwright.explore.allocate;

import java.util.Optional;

/** Tries every choice. */
final class Enumeration {

  private Enumeration() {}

  /** The best choice within the limits, the first in lexicographic order among equals. */
  static Optional<int[]> best(SelectionProgram program) {
    int[] choice = new int[program.loss().length];
    int[] best = null;
    do {
      if (program.allows(choice) && (best == null || program.loss(choice) < program.loss(best))) {
        best = choice.clone();
      }
    } while (next(choice, program.loss()));
    return Optional.ofNullable(best);
  }

  private static boolean next(int[] choice, double[][] options) {
    for (int i = choice.length - 1; i >= 0; i--) {
      if (++choice[i] < options[i].length) {
        return true;
      }
      choice[i] = 0;
    }
    return false;
  }
}
