package bitwright.cost.folding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tree against every added point, one by one. */
class DominanceTreeTest {
  private static final int ROUNDS = 60;

  @Test
  void agreesWithAddedPointsOneByOne() {
    int covered = 0;
    int free = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Random random = new Random(seed);
      int kinds = 1 + seed % 5;
      int values = 3 + random.nextInt(200);
      int[][] points = new int[1 + random.nextInt(400)][];
      for (int i = 0; i < points.length; i++) {
        points[i] = random.ints(kinds, 0, values).toArray();
      }
      DominanceTree tree = new DominanceTree(points);
      List<int[]> added = new ArrayList<>();
      for (int i = 0; i < points.length; i++) {
        int[] point = points[i];
        boolean expected = added.stream().anyMatch(other -> isNowhereGreater(other, point));
        assertEquals(expected, tree.covers(i), "seed " + seed + ", point " + i);
        covered += expected ? 1 : 0;
        free += expected ? 0 : 1;
        if (random.nextBoolean()) {
          tree.add(i);
          added.add(point);
        }
      }
    }
    assertTrue(covered >= 1_000, covered + " covered");
    assertTrue(free >= 1_000, free + " not covered");
  }

  @Test
  void aPointCoversItselfOnceItIsAdded() {
    DominanceTree tree = new DominanceTree(new int[][] {{3, 1, 2}, {3, 1, 2}, {2, 2, 2}});
    assertFalse(tree.covers(0));
    tree.add(0);
    assertTrue(tree.covers(0));
    assertTrue(tree.covers(1));
    assertFalse(tree.covers(2));
  }

  private static boolean isNowhereGreater(int[] a, int[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] > b[i]) {
        return false;
      }
    }
    return true;
  }
}
