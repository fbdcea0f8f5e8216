package bitwright.arith.plan;

import bitwright.arith.format.IntegerRange;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A ring of words between a stream and a reader that visits it out of order: more than once, with
 * gaps, and with padding where the reader leaves the feature map.
 *
 * <p>Words are numbered through all frames as they arrive; word p lies at address p mod depth. The
 * reader follows a {@link LoopNest}, one step a cycle; in a step it reads the word at {@code
 * position}, or pads where a border says so. It needs no word before {@code oldest} any more, and
 * the writer may go on up to {@code oldest + depth − 1}.
 *
 * @param nest the reader's loops
 * @param frameWords the words of a frame
 * @param pace when the reader takes its steps if nothing holds it up
 * @param position the number of the word to read
 * @param oldest a lower bound of every number read in this step or later, as high as loop counters
 *     can tell
 * @param borders where the reader pads
 */
public record LineBufferPlan(
    LoopNest nest, int frameWords, Pace pace, Walk position, Walk oldest, List<Border> borders) {

  /**
   * A coordinate of the feature map that the reader can leave.
   *
   * @param name how its register is called
   * @param coordinate its walk
   * @param range every value of it
   * @param size it lies in the map from 0 to size − 1
   */
  public record Border(String name, Walk coordinate, IntegerRange range, int size) {}

  /**
   * When the reader takes its steps if nothing holds it up.
   *
   * @param cycle the cycle of a step
   * @param perFrame cycles from a frame's first step to that of the next frame
   * @param burst words that may come in at once where they come in evenly on the whole: a pixel's
   */
  public record Pace(Walk cycle, int perFrame, int burst) {}

  /**
   * What the ring must hold.
   *
   * @param depth its words
   * @param ahead the range of the words written, minus the position, minus 1
   * @param room the range of the free words, minus 1
   */
  public record Ring(int depth, IntegerRange ahead, IntegerRange room) {}

  private static final Recent<LineBufferPlan, Ring> RINGS = new Recent<>(256);

  /** Keeps a copy. */
  public LineBufferPlan {
    borders = List.copyOf(borders);
  }

  /** The initiation interval: words in or the reader's cycles, whichever are more. */
  public int cyclesPerFrame() {
    return Math.max(frameWords, pace.perFrame());
  }

  /** Whether the reader visits every word once and in order, so that nothing is kept. */
  public boolean inOrder() {
    return borders.isEmpty()
        && nest.steps() == frameWords
        && position.start() == 0
        && position.frameMove() == 1
        && IntStream.range(0, nest.loops().size())
            .allMatch(l -> nest.loops().get(l).turns() == 1 || position.move(l) == 1);
  }

  /**
   * A depth at which neither side ever waits for the other in steady state, so that a frame takes
   * exactly {@link #cyclesPerFrame()}, and a chain of layers no longer than its slowest.
   *
   * <p>Let n(s) be the position read in step s, o(s) the oldest word that this step keeps, and t(s)
   * the cycle of the step at the reader's own pace. A word written in cycle c can be read from c +
   * 1 on; a step taken in cycle c lets the writer go on from c + 1 on.
   *
   * <p><em>The reader sets the rate.</em> It takes step s in cycle t(s). The writer, never short of
   * words, has then written min over r &lt; s of o(r) + depth + t(s) − 1 − t(r) words, and step s
   * needs n(s) + 1 of them. So {@code depth ≥ n(s) − t(s) + t(r) − o(r) + 2} for all r &lt; s.
   *
   * <p><em>The writer sets the rate.</em> It writes word a in cycle a. The reader takes step s in
   * cycle max over r ≤ s of n(r) + 1 + t(s) − t(r), and until then word a must lie below o(s) +
   * depth. So {@code depth ≥ n(r) − t(r) + t(s) − o(s) + 2} for all r ≤ s.
   *
   * <p><em>Both are layers that have no cycle to lose.</em> Words then come in evenly, F of them in
   * T cycles, and steps are taken evenly. With e(s) the words that come in until the even step s,
   * {@code depth ≥ max over s of (n(s) − e(s)) + max over r of (e(r) − o(r)) + 3}, and a burst. So
   * every stream of a network can flow evenly at once, and with data and space the only reasons to
   * wait, taking every step as early as possible cannot be slower.
   *
   * <p>Two frames show every pair that can bind: a frame more between r and s only lowers the
   * bound.
   */
  public Ring ring() {
    return RINGS.get(this, LineBufferPlan::followed);
  }

  private Ring followed() {
    int steps = nest.steps();
    boolean readerBound = pace.perFrame() >= frameWords;
    LoopNest.Odometer odometer = nest.odometer();
    long[] border = borders.stream().mapToLong(b -> b.coordinate().start()).toArray();
    long word = position.start();
    long old = oldest.start();
    long depth = 2;
    long mostNeed = Long.MIN_VALUE / 4;
    long mostHold = Long.MIN_VALUE / 4;
    long needed = -1;
    long oldestSoFar = old;
    long aheadMin = 0;
    long aheadOverDepth = Long.MIN_VALUE;
    long roomOverDepth = 0;
    long roomMin = -1;
    long cycle = 0;
    long mostEarly = Long.MIN_VALUE / 4;
    long mostLate = Long.MIN_VALUE / 4;
    for (long s = 0; s < 2L * steps; s++) {
      oldestSoFar = Math.max(oldestSoFar, old);
      aheadMin = Math.min(aheadMin, needed - word);
      aheadOverDepth = Math.max(aheadOverDepth, oldestSoFar - word - 1);
      roomOverDepth = Math.max(roomOverDepth, old - needed - 2);
      roomMin = Math.min(roomMin, old - oldestSoFar - 1);
      boolean real = inside(border);
      if (real) {
        depth = Math.max(depth, word - old + 1);
        if (readerBound) {
          depth = Math.max(depth, word - cycle + mostHold + 2);
        }
        mostEarly = Math.max(mostEarly, word * pace.perFrame() - cycle * frameWords);
        mostNeed = Math.max(mostNeed, word - cycle);
        needed = Math.max(needed, word);
      }
      mostLate = Math.max(mostLate, cycle * frameWords - old * pace.perFrame());
      mostHold = Math.max(mostHold, cycle - old);
      if (!readerBound) {
        depth = Math.max(depth, mostNeed + cycle - old + 2);
      }
      int loop = odometer.step();
      cycle += pace.cycle().move(loop);
      word += position.move(loop);
      old += oldest.move(loop);
      for (int b = 0; b < border.length; b++) {
        border[b] += borders.get(b).coordinate().move(loop);
      }
    }
    long even = (mostEarly + mostLate + pace.perFrame() - 1) / pace.perFrame();
    depth = Math.max(depth, even + 3 + pace.burst());
    return new Ring(
        Math.toIntExact(depth),
        IntegerRange.of(
            aheadMin, Math.max(aheadOverDepth + depth, Math.max(0, -1L - position.start()))),
        IntegerRange.of(
            Math.min(roomMin, depth - 1 + oldest.start()), Math.max(0, roomOverDepth + depth)));
  }

  private boolean inside(long[] coordinates) {
    for (int b = 0; b < coordinates.length; b++) {
      if (coordinates[b] < 0 || coordinates[b] >= borders.get(b).size()) {
        return false;
      }
    }
    return true;
  }

  /** The words of the ring. */
  public int depth() {
    return ring().depth();
  }
}
