package bitwright.arith.heap;

import java.util.ArrayList;
import java.util.List;

/** The bits of a heap at one level: by column and size those to be added, apart those just made. */
final class Columns {
  private final List<List<List<Dot>>> dots = new ArrayList<>();
  private final List<List<Dot>> made = new ArrayList<>();
  private final int[][] available;
  private final int[] height;
  private final int[] version;

  Columns(int width) {
    available = new int[width][Shape.MAX_SIZE + 1];
    height = new int[width];
    version = new int[width];
    for (int c = 0; c < width; c++) {
      List<List<Dot>> sizes = new ArrayList<>();
      for (int size = 0; size <= Shape.MAX_SIZE; size++) {
        sizes.add(new ArrayList<>());
      }
      dots.add(sizes);
      made.add(new ArrayList<>());
    }
  }

  int width() {
    return height.length;
  }

  /** The number of columns up to the highest one that has a bit. */
  int top() {
    int top = width();
    while (top > 0 && height[top - 1] == 0) {
      top--;
    }
    return top;
  }

  /** All bits of a column, those just made included. */
  int height(int column) {
    return height[column];
  }

  /** A number that changes with every change of a column. */
  int version(int column) {
    return version[column];
  }

  /** The bits of a size that this level may still add. */
  int available(int column, int size) {
    return available[column][size];
  }

  boolean available(int column, int[] bySize) {
    int[] here = available[column];
    return here[1] >= bySize[1]
        && here[2] >= bySize[2]
        && here[3] >= bySize[3]
        && here[4] >= bySize[4];
  }

  void add(int column, Dot dot) {
    if (column < width()) {
      made.get(column).add(dot);
      dot.column = column;
      height[column]++;
      version[column]++;
    }
  }

  Dot take(int column, int size) {
    List<Dot> from = dots.get(column).get(size);
    available[column][size]--;
    height[column]--;
    version[column]++;
    return from.remove(from.size() - 1);
  }

  List<Dot> take(int column, int[] bySize) {
    List<Dot> taken = new ArrayList<>();
    for (int size = 1; size <= Shape.MAX_SIZE; size++) {
      for (int i = 0; i < bySize[size]; i++) {
        taken.add(take(column, size));
      }
    }
    return taken;
  }

  /** Starts a level, in which this share of the functions of a column may be added. */
  void nextLevel(double share) {
    for (int c = 0; c < width(); c++) {
      List<List<Dot>> sizes = dots.get(c);
      for (Dot dot : made.get(c)) {
        sizes.get(dot.size).add(dot);
      }
      made.get(c).clear();
      version[c]++;
      for (int size = 1; size <= Shape.MAX_SIZE; size++) {
        int all = sizes.get(size).size();
        available[c][size] = size == 1 ? all : (int) Math.ceil(all * share);
      }
    }
  }

  /** The functions of more than one net that are left in a column, the largest first. */
  List<Dot> functions(int column) {
    List<Dot> functions = new ArrayList<>();
    for (int size = Shape.MAX_SIZE; size > 1; size--) {
      functions.addAll(dots.get(column).get(size));
    }
    return functions;
  }

  /** Everything that is left, by column. */
  List<List<Dot>> all() {
    List<List<Dot>> all = new ArrayList<>();
    for (int c = 0; c < width(); c++) {
      List<Dot> column = new ArrayList<>();
      dots.get(c).forEach(column::addAll);
      column.addAll(made.get(c));
      all.add(column);
    }
    return all;
  }
}
