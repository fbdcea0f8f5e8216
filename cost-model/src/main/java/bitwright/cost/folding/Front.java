package bitwright.cost.folding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * Labels of one state of which none replaces another.
 *
 * <p>They are collected and sifted now and then: in the order of their costs a label can be
 * replaced only by one before it. Where amounts alone decide and at most two kinds are scarce,
 * those that are kept form a staircase, which answers whether one of them replaces a label in
 * logarithmic time; with more kinds a {@link DominanceTree} does.
 */
final class Front {
  private static final int LEAST = 1024;
  private static final int GROWTH = 3;

  private final int[] scarce;
  private final BiPredicate<Label, Label> replaces;
  private final Comparator<Label> order;
  private List<Label> labels = new ArrayList<>();
  private int limit = LEAST;

  /** Where a label is replaced by one that costs no more and needs no more of a scarce kind. */
  Front(boolean[] scarce) {
    this(scarce, null);
  }

  /**
   * Where more is to be compared.
   *
   * @param replaces whether the first, which costs no more, replaces the second
   */
  Front(boolean[] scarce, BiPredicate<Label, Label> replaces) {
    this.scarce = IntStream.range(0, scarce.length).filter(i -> scarce[i]).toArray();
    this.replaces = replaces;
    Comparator<Label> byCost = Comparator.comparingLong(Label::cost);
    for (int kind : this.scarce) {
      byCost = byCost.thenComparingInt(label -> label.amounts()[kind]);
    }
    order = byCost;
  }

  void add(Label label) {
    labels.add(label);
    if (labels.size() >= limit) {
      sift();
      limit = Math.max(LEAST, GROWTH * labels.size());
    }
  }

  /** All that are kept, by cost. */
  List<Label> labels() {
    sift();
    return labels;
  }

  private void sift() {
    labels.sort(order);
    List<Label> kept = new ArrayList<>();
    if (replaces == null && scarce.length <= 2) {
      staircase(kept);
    } else if (replaces == null) {
      tree(kept);
    } else {
      for (Label label : labels) {
        if (kept.stream().noneMatch(other -> replaces.test(other, label))) {
          kept.add(label);
        }
      }
    }
    labels = kept;
  }

  /** The least amount of the second kind, by the amount of the first, falling. */
  private void staircase(List<Label> kept) {
    TreeMap<Integer, Integer> steps = new TreeMap<>();
    for (Label label : labels) {
      int first = amount(label, 0);
      int second = amount(label, 1);
      Map.Entry<Integer, Integer> below = steps.floorEntry(first);
      if (below == null || below.getValue() > second) {
        kept.add(label);
        steps.put(first, second);
        Map.Entry<Integer, Integer> next = steps.higherEntry(first);
        while (next != null && next.getValue() >= second) {
          steps.remove(next.getKey());
          next = steps.higherEntry(first);
        }
      }
    }
  }

  private int amount(Label label, int kind) {
    return kind < scarce.length ? label.amounts()[scarce[kind]] : 0;
  }

  private void tree(List<Label> kept) {
    int[][] points = new int[labels.size()][];
    for (int i = 0; i < points.length; i++) {
      int[] amounts = labels.get(i).amounts();
      points[i] = IntStream.of(scarce).map(kind -> amounts[kind]).toArray();
    }
    DominanceTree tree = new DominanceTree(points);
    for (int i = 0; i < points.length; i++) {
      if (!tree.covers(i)) {
        tree.add(i);
        kept.add(labels.get(i));
      }
    }
  }
}
