package bitwright.arith.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Nested loops, the first outermost, run through once per frame.
 *
 * @param loops name and number of turns of every loop
 */
public record LoopNest(List<Loop> loops) {

  /**
   * One loop.
   *
   * @param name how its counter is called
   * @param turns how often it runs, at least 1
   */
  public record Loop(String name, int turns) {

    /** Checks the number of turns. */
    public Loop {
      if (turns < 1) {
        throw new IllegalArgumentException(
            "loop %s runs at least once, not %d times".formatted(name, turns));
      }
    }
  }

  /** Keeps a copy. */
  public LoopNest {
    loops = List.copyOf(loops);
  }

  /** The steps of a frame: the product of all turns. */
  public int steps() {
    return loops.stream().mapToInt(Loop::turns).reduce(1, Math::multiplyExact);
  }

  /**
   * The walk of {@code start + Σ index_l · strides_l}, which continues in the next frame {@code
   * frame} further on.
   *
   * @param strides one per loop
   */
  public Walk walk(int start, int frame, List<Integer> strides) {
    if (strides.size() != loops.size()) {
      throw new IllegalArgumentException(
          "%d strides do not fit %d loops".formatted(strides.size(), loops.size()));
    }
    List<Integer> moves = new ArrayList<>();
    int back = 0;
    for (int l = loops.size() - 1; l >= 0; l--) {
      moves.add(0, Math.subtractExact(strides.get(l), back));
      back =
          Math.addExact(back, Math.multiplyExact(loops.get(l).turns() - 1, (int) strides.get(l)));
    }
    return new Walk(start, moves, Math.subtractExact(frame, back));
  }

  /** The walk that counts the steps. */
  public Walk steadyWalk() {
    return new Walk(0, Collections.nCopies(loops.size(), 1), 1);
  }

  /** Visits the steps of a frame in order, telling which loop goes on before each of them. */
  Odometer odometer() {
    return new Odometer(loops);
  }

  /** The state of the loops. */
  static final class Odometer {
    private final int[] turns;
    private final int[] index;

    private Odometer(List<Loop> loops) {
      turns = loops.stream().mapToInt(Loop::turns).toArray();
      index = new int[turns.length];
    }

    /** Takes a step; the innermost loop that went on, or −1 if all of them started over. */
    int step() {
      for (int l = turns.length - 1; l >= 0; l--) {
        if (++index[l] < turns[l]) {
          return l;
        }
        index[l] = 0;
      }
      return -1;
    }
  }
}
