package bitwright.arith.plan;

import java.util.List;

/**
 * A number that every step of a {@link LoopNest} moves by a constant: an affine function of the
 * loop counters, without a multiplier.
 *
 * <p>Worked example: a 2×3 nest with strides 10 and 1 from 5: 5, 6, 7, 15, 16, 17; the inner loop
 * moves it by 1, the outer one by 10 − 2 = 8.
 *
 * @param start its value in the first step of the first frame
 * @param moves per loop, what is added when this is the innermost loop that goes on
 * @param frameMove what is added when all loops start over
 */
public record Walk(int start, List<Integer> moves, int frameMove) {

  /** Keeps a copy. */
  public Walk {
    moves = List.copyOf(moves);
  }

  /** What is added when loop {@code loop} is the innermost one that goes on, −1 for none. */
  public int move(int loop) {
    return loop < 0 ? frameMove : moves.get(loop);
  }
}
