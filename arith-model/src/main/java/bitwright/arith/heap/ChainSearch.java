package bitwright.arith.heap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the carry chain of greatest gain in a heap.
 *
 * <p>The gain of a chain is the value of what it takes off the columns that are too high, and of
 * the functions that it absorbs, less its look-up tables. The best continuation from a column on
 * follows from those of the columns above, with and without an m that enters, so one pass from the
 * top finds all of them.
 */
final class ChainSearch {
  private static final double LEAST_GAIN = 0.02;
  private static final double HALF_A_LUT = 0.5;
  private static final double PER_BIT = 0.001;

  private static final double IMPOSSIBLE = -1e9;

  private final Columns columns;
  private final int[] allowed;
  private final double[] worth = new double[Shape.ALL.size()];
  private final double perFunction;
  private final double[][] gains;
  private final int[] seen;
  private final double[][] best;
  private final Shape[][] choice;
  private double value;

  ChainSearch(Columns columns, int[] allowed, Strategy strategy) {
    this.columns = columns;
    this.allowed = allowed;
    perFunction = strategy.absorbed();
    for (int i = 0; i < worth.length; i++) {
      Shape shape = Shape.ALL.get(i);
      worth[i] = absorbed(shape.here()) + absorbed(shape.above()) - shape.luts();
    }
    int width = columns.width();
    gains = new double[width][worth.length];
    seen = new int[width + 1];
    Arrays.fill(seen, -1);
    best = new double[width + 2][2];
    choice = new Shape[width + 2][2];
  }

  private double absorbed(int[] bySize) {
    return perFunction * bySize[2] + 0.9 * bySize[3] + bySize[4];
  }

  /** What enters a chain at its first position. */
  enum Entry {
    /** Nothing. */
    NOTHING,
    /** A wire as carry in. */
    CARRY,
    /** A function as carry in, computed by half a LUT6_2 of its own. */
    GATED_CARRY,
    /** A wire as m. */
    MAJORITY,
    /** Nothing, and there is no chain: three bits in one LUT6_2 with two outputs. */
    FULL_ADDER
  }

  /**
   * A chain.
   *
   * @param entry what enters
   * @param column the first column
   * @param shapes the positions
   * @param gain the gain when it was found
   */
  record Path(Entry entry, int column, List<Shape> shapes, double gain) {}

  /** Sets the value of a bit less in a column that is too high, in look-up tables. */
  void value(double bit) {
    value = bit;
    Arrays.fill(seen, -1);
  }

  /** Brings the gains of all shapes up to date in the columns that have changed. */
  private void refresh(int top) {
    boolean above = true;
    for (int c = Math.min(top, columns.width() - 1); c >= 0; c--) {
      boolean here = seen[c] != columns.version(c);
      if (here || above) {
        seen[c] = columns.version(c);
        for (Shape shape : Shape.ALL) {
          gains[c][shape.index()] = fits(shape, c) ? gain(shape, c) : IMPOSSIBLE;
        }
      }
      above = here;
    }
  }

  /** The chain of greatest gain, or null if none gains. */
  Path best() {
    int top = columns.top();
    refresh(top);
    continuations(top);
    double most = LEAST_GAIN;
    int at = -1;
    Entry how = null;
    Shape first = null;
    for (int c = 0; c < top; c++) {
      for (Entry entry : Entry.values()) {
        if (enters(entry) && columns.available(c, size(entry)) == 0) {
          continue;
        }
        for (Shape shape : shapes(entry)) {
          if (gains[c][shape.index()] == IMPOSSIBLE || !mayEnter(entry, shape, c)) {
            continue;
          }
          double gain = begin(entry, shape, c, gains[c][shape.index()]) + after(entry, shape, c);
          if (gain > most + 1e-9) {
            most = gain;
            at = c;
            how = entry;
            first = shape;
          }
        }
      }
    }
    return at < 0 ? null : new Path(how, at, path(how, first, at), most);
  }

  private List<Shape> path(Entry entry, Shape first, int column) {
    List<Shape> shapes = new ArrayList<>();
    int at = column;
    for (Shape shape = first; shape != null; ) {
      shapes.add(shape);
      at += shape.positions();
      shape = entry == Entry.FULL_ADDER ? null : choice[at][shape.majorityOut() ? 1 : 0];
    }
    return shapes;
  }

  /** The gain of a chain in the heap as it is now; nothing if it does not fit. */
  double gain(Path path) {
    Shape shape = path.shapes().get(0);
    if (!fits(shape, path.column()) || !mayEnter(path.entry(), shape, path.column())) {
      return 0;
    }
    double gain = begin(path.entry(), shape, path.column(), gain(shape, path.column()));
    int at = path.column() + shape.positions();
    for (Shape next : path.shapes().subList(1, path.shapes().size())) {
      if (!fits(next, at)) {
        return 0;
      }
      gain += gain(next, at);
      at += next.positions();
      shape = next;
    }
    boolean one = path.entry() == Entry.FULL_ADDER || !shape.majorityOut();
    return gain + gain(at, 0, one ? 1 : 2);
  }

  private double potential(int column, int height) {
    return value * Math.max(0, height - allowed[column]) + PER_BIT * height;
  }

  /** The gain of taking bits from a column and putting others there. */
  private double gain(int column, int taken, int put) {
    if (column >= columns.width()) {
      return 0;
    }
    int height = columns.height(column);
    return potential(column, height) - potential(column, height - taken + put);
  }

  private double gain(Shape shape, int column) {
    double gain = gain(column, shape.bits(), 1) + worth[shape.index()];
    return shape.positions() == 1 ? gain : gain + gain(column + 1, shape.bitsAbove(), 1);
  }

  private boolean fits(Shape shape, int column) {
    return column + shape.positions() <= columns.width()
        && columns.available(column, shape.here())
        && (shape.positions() == 1 || columns.available(column + 1, shape.above()));
  }

  private void continuations(int top) {
    for (int c = Math.min(top + 2, columns.width() + 1); c >= 0; c--) {
      for (int m = 0; m < 2; m++) {
        best[c][m] = gain(c, 0, 1 + m);
        choice[c][m] = null;
        if (c > top || c >= columns.width()) {
          continue;
        }
        for (Shape shape : m == 0 ? Shape.PLAIN : Shape.AFTER_MAJORITY) {
          if (gains[c][shape.index()] > IMPOSSIBLE) {
            int next = c + shape.positions();
            double gain = gains[c][shape.index()] + best[next][shape.majorityOut() ? 1 : 0];
            if (gain > best[c][m]) {
              best[c][m] = gain;
              choice[c][m] = shape;
            }
          }
        }
      }
    }
  }

  private static List<Shape> shapes(Entry entry) {
    return switch (entry) {
      case NOTHING, CARRY, GATED_CARRY -> Shape.PLAIN;
      case MAJORITY -> Shape.AFTER_MAJORITY;
      case FULL_ADDER -> Shape.FULL_ADDERS;
    };
  }

  private static boolean enters(Entry entry) {
    return entry == Entry.CARRY || entry == Entry.GATED_CARRY || entry == Entry.MAJORITY;
  }

  private static int size(Entry entry) {
    return entry == Entry.GATED_CARRY ? 2 : 1;
  }

  private boolean mayEnter(Entry entry, Shape shape, int column) {
    if (entry == Entry.CARRY || entry == Entry.GATED_CARRY) {
      // The carry takes the wire by which the first position would get a di that is not O5.
      if (shape.majorityOut() || shape.bits() < 2) {
        return false;
      }
    }
    return !enters(entry) || columns.available(column, size(entry)) > shape.here()[size(entry)];
  }

  private double begin(Entry entry, Shape shape, int column, double plain) {
    if (!enters(entry)) {
      return plain;
    }
    double gain = plain + gain(column, shape.bits() + 1, 1) - gain(column, shape.bits(), 1);
    return entry == Entry.GATED_CARRY ? gain + perFunction - HALF_A_LUT : gain;
  }

  private double after(Entry entry, Shape shape, int column) {
    int next = column + shape.positions();
    return entry == Entry.FULL_ADDER ? gain(next, 0, 1) : best[next][shape.majorityOut() ? 1 : 0];
  }
}
