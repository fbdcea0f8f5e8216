package bitwright.arith.heap;

import java.util.ArrayList;
import java.util.List;

/**
 * Schedules a heap by one strategy, level by level: the chain of greatest gain first, until none
 * gains; then the next level, until the final adder takes the rest.
 *
 * <p>The gain of a chain is the value of what it takes off the columns that are too high, and of
 * the functions that it absorbs, less its look-up tables. The best chain from each column on
 * follows from the best one from the next, so all are found in one pass from the top.
 */
final class Scheduler {
  private static final double SAME_GAIN = 1e-9;
  private static final double[] PATIENCE = {1, 1.35, 2, 4, 10, 100, 1000};
  private static final double HALF_A_LUT = 0.5;

  private final Strategy strategy;
  private final FinalAdder adder;
  private final Columns columns;
  private final List<Step> steps = new ArrayList<>();
  private final ChainSearch search;
  private double luts;
  private int level;

  private Scheduler(BitHeap heap, FinalAdder adder, Strategy strategy) {
    this.strategy = strategy;
    this.adder = adder;
    int width = heap.width();
    columns = new Columns(width);
    int[] allowed = new int[width];
    for (int c = 0; c < width; c++) {
      allowed[c] = Math.max(1, strategy.rows() - adder.others(c));
      for (HeapBit bit : heap.column(c)) {
        columns.add(c, small(new Dot(bit)));
      }
    }
    search = new ChainSearch(columns, allowed, strategy);
  }

  /** The schedule of a heap by a strategy. */
  static Schedule schedule(BitHeap heap, FinalAdder adder, Strategy strategy) {
    return new Scheduler(heap, adder, strategy).run();
  }

  private Schedule run() {
    int last;
    while ((last = adder.luts(columns.all())) == FinalAdder.DOES_NOT_FIT) {
      level++;
      columns.nextLevel(strategy.share());
      if (!compress()) {
        columns.nextLevel(1);
        if (!compress()) {
          gate();
        }
      }
    }
    return new Schedule(List.copyOf(steps), columns.all(), level, luts + last);
  }

  /** A bit of at most four nets: a function of five becomes a net in a level of its own. */
  private Dot small(Dot dot) {
    if (dot.size <= Shape.MAX_SIZE) {
      return dot;
    }
    level = 1;
    Dot wire = Dot.made();
    steps.add(new Step.Gate(1, dot, wire));
    luts++;
    return wire;
  }

  private boolean compress() {
    int before = steps.size();
    for (double patience : PATIENCE) {
      search.value(strategy.bit() * patience);
      ChainSearch.Path path = search.best();
      while (path != null) {
        do {
          apply(path);
        } while (search.gain(path) > path.gain() - SAME_GAIN);
        path = search.best();
      }
      if (steps.size() > before) {
        return true;
      }
    }
    return false;
  }

  private void apply(ChainSearch.Path path) {
    int column = path.column();
    Dot enters =
        switch (path.entry()) {
          case CARRY, MAJORITY -> columns.take(column, 1);
          case GATED_CARRY -> gated(columns.take(column, 2));
          case NOTHING, FULL_ADDER -> null;
        };
    if (path.entry() == ChainSearch.Entry.FULL_ADDER) {
      List<Dot> bits = columns.take(column, path.shapes().get(0).here());
      Dot sum = Dot.made();
      Dot carry = column + 1 < columns.width() ? Dot.made() : null;
      columns.add(column, sum);
      columns.add(column + 1, carry);
      steps.add(new Step.FullAdder(level, bits, sum, carry));
      luts++;
      return;
    }
    List<Step.Taken> positions = new ArrayList<>();
    int at = column;
    for (Shape shape : path.shapes()) {
      List<Dot> here = columns.take(at, shape.here());
      List<Dot> above = shape.positions() == 2 ? columns.take(at + 1, shape.above()) : Dot.none();
      positions.add(new Step.Taken(shape, here, above));
      luts += shape.luts();
      at += shape.positions();
    }
    finish(path.entry(), enters, column, at, positions);
  }

  private Dot gated(Dot function) {
    Dot wire = Dot.made();
    wire.column = function.column;
    steps.add(new Step.Gate(level, function, wire));
    luts += HALF_A_LUT;
    return wire;
  }

  private void finish(
      ChainSearch.Entry entry, Dot enters, int column, int end, List<Step.Taken> positions) {
    List<Dot> sums = new ArrayList<>();
    for (int c = column; c < end; c++) {
      sums.add(Dot.made());
      columns.add(c, sums.get(c - column));
    }
    boolean more = end < columns.width();
    boolean majority = positions.get(positions.size() - 1).shape().majorityOut();
    Dot majorityOut = more && majority ? Dot.made() : null;
    Dot carryOut = more ? Dot.made() : null;
    if (majorityOut != null) {
      columns.add(end, majorityOut);
    }
    if (carryOut != null) {
      columns.add(end, carryOut);
    }
    steps.add(
        new Step.Chain(
            level,
            column,
            enters,
            entry == ChainSearch.Entry.MAJORITY,
            positions,
            sums,
            majorityOut,
            carryOut));
  }

  /** Makes nets of the functions that keep a column from the final adder. */
  private void gate() {
    boolean done = false;
    for (int c = 0; c < columns.width(); c++) {
      for (Dot function : columns.functions(c)) {
        columns.add(c, gated(columns.take(c, function.size)));
        done = true;
      }
    }
    if (!done) {
      throw new IllegalStateException(
          "heights %s do not fit the final adder"
              .formatted(columns.all().stream().map(List::size).toList()));
    }
  }
}
