package bitwright.quantize.ptq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.network.MapShape;
import bitwright.quantize.ptq.Moments.Order;
import bitwright.quantize.real.Linear;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Roundings against their definitions. */
class RoundingTest {

  private static final Grid INT4 = new Grid(FormatNames.parse("int4n"));

  /** Moments of random inputs that are the same in both networks, for a row of weights. */
  private static Moments moments(Random random, double[] weights, int images) {
    int columns = weights.length;
    double[][] mixing = PtqSupport.weights(random, columns, columns);
    List<double[]> x =
        PtqSupport.images(random, images, columns).stream()
            .map(
                v ->
                    Arrays.stream(mixing)
                        .mapToDouble(
                            row -> {
                              double sum = 0;
                              for (int k = 0; k < row.length; k++) {
                                sum += row[k] * v[k];
                              }
                              return sum;
                            })
                        .toArray())
            .toList();
    Linear linear = Linear.dense(MapShape.vector(columns), new double[][] {weights}, new double[1]);
    return Moments.of(linear, MapShape.vector(columns), x, x, 0, Order.SECOND);
  }

  private static double error(double[] weights, double scale, int[] ranks, Grid grid, Moments m) {
    double sum = 0;
    for (int k = 0; k < weights.length; k++) {
      for (int j = 0; j < weights.length; j++) {
        sum +=
            (weights[k] - scale * grid.value(ranks[k]))
                * m.gram()[k][j]
                * (weights[j] - scale * grid.value(ranks[j]));
      }
    }
    return sum;
  }

  @Test
  void errorsOfMomentsAreMeanSquaresOfOutputs() {
    Random random = new Random(3);
    MapShape shape = new MapShape(2, 4, 4);
    Linear linear =
        new Linear(
            bitwright.arith.network.Window.square(3, 1, 1),
            1,
            PtqSupport.weights(random, 1, 18),
            new double[1]);
    List<double[]> x = PtqSupport.images(random, 40, 32);
    List<double[]> z = PtqSupport.images(random, 40, 32);
    Moments moments = Moments.of(linear, shape, x, z, 0, Order.SECOND);
    double[] v = PtqSupport.weights(random, 1, 18)[0];
    double expected = 0;
    double constant = 0;
    for (int i = 0; i < x.size(); i++) {
      double[] y = linear.apply(List.of(shape), List.of(x.get(i)));
      double[] q = linear.withWeights(new double[][] {v}).apply(List.of(shape), List.of(z.get(i)));
      for (int p = 0; p < y.length; p++) {
        expected += (y[p] - q[p]) * (y[p] - q[p]) / (16.0 * x.size());
        constant += y[p] * y[p] / (16.0 * x.size());
      }
    }
    assertEquals(expected, constant + moments.error(0, v), 1e-9 * expected);
  }

  @Test
  void gptqIsBestAmongAllRoundingsOfItsLastColumnAndGoodAmongAll() {
    int optimal = 0;
    double ratio = 0;
    int trials = 200;
    Random random = new Random(20261122);
    for (int seed = 1; seed <= trials; seed++) {
      double[] weights = random.doubles(3, -3, 3).toArray();
      Moments moments = moments(random, weights, 50);
      double scale = 1;
      int[] ranks =
          new GptqRounding(1e-9)
              .round(new double[][] {weights}, new double[] {scale}, INT4, moments)[0];
      double reached = error(weights, scale, ranks, INT4, moments);
      double best = Double.POSITIVE_INFINITY;
      for (int a = 0; a < INT4.size(); a++) {
        for (int b = 0; b < INT4.size(); b++) {
          for (int c = 0; c < INT4.size(); c++) {
            best = Math.min(best, error(weights, scale, new int[] {a, b, c}, INT4, moments));
          }
        }
      }
      // Given the first two columns, the last is chosen without compromise.
      for (int c = 0; c < INT4.size(); c++) {
        int[] other = {ranks[0], ranks[1], c};
        assertTrue(error(weights, scale, other, INT4, moments) >= reached - 1e-9, "seed " + seed);
      }
      int[] nearest =
          new NearestRounding()
              .round(new double[][] {weights}, new double[] {scale}, INT4, moments)[0];
      ratio += reached / error(weights, scale, nearest, INT4, moments) / trials;
      optimal += reached <= best * (1 + 1e-9) ? 1 : 0;
    }
    assertTrue(optimal >= trials * 2 / 5, "optimal in " + optimal + " of " + trials);
    assertTrue(ratio < 1, "mean ratio to nearest " + ratio);
  }

  /**
   * The definition that the algorithm computes in one pass: once a column is rounded, those that
   * follow are put where the error is least, by solving its normal equations anew.
   */
  @Test
  void gptqIsRoundingAndLeastSquaresByTurns() {
    int compared = 0;
    Random random = new Random(17);
    for (int trial = 0; trial < 100; trial++) {
      int columns = 2 + trial % 7;
      double[] weights = random.doubles(columns, -3, 3).toArray();
      Moments moments = moments(random, weights, 50);
      int[] expected = new int[columns];
      double[] now = weights.clone();
      for (int k = 0; k < columns; k++) {
        expected[k] = INT4.rank(now[k]);
        now[k] = INT4.value(expected[k]);
        int free = columns - k - 1;
        double[][] system = new double[free][free + 1];
        for (int i = 0; i < free; i++) {
          for (int j = 0; j < free; j++) {
            system[i][j] = moments.gram()[k + 1 + i][k + 1 + j];
          }
          for (int j = 0; j <= k; j++) {
            system[i][free] += moments.gram()[k + 1 + i][j] * (weights[j] - now[j]);
          }
        }
        double[] moved = solution(system);
        for (int i = 0; i < free; i++) {
          now[k + 1 + i] = weights[k + 1 + i] + moved[i];
        }
      }
      int[] ranks =
          new GptqRounding(1e-12)
              .round(new double[][] {weights}, new double[] {1}, INT4, moments)[0];
      assertArrayEquals(expected, ranks, "trial " + trial);
      compared += columns;
    }
    assertEquals(495, compared);
  }

  /** Gaussian elimination of a symmetric positive system with its right side in the last column. */
  private static double[] solution(double[][] system) {
    int size = system.length;
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        double factor = i == k ? 0 : system[i][k] / system[k][k];
        for (int j = k; j <= size; j++) {
          system[i][j] -= factor * system[k][j];
        }
      }
    }
    double[] solution = new double[size];
    Arrays.setAll(solution, k -> system[k][size] / system[k][k]);
    return solution;
  }

  @Test
  void gptqByHand() {
    // H = [[2,1],[1,2]], so H⁻¹ = [[2,−1],[−1,2]]/3, U = [[√(2/3), −1/√6],[0, 1/√2]].
    // w = (1.4, 0.4): q₁ = 1, e = 0.4/√(2/3); w₂ = 0.4 + 0.4·(1/√6)/√(2/3) = 0.4 + 0.2 = 0.6, q₂ =
    // 1.
    Moments moments =
        new Moments(
            new double[][] {{2, 1}, {1, 2}}, new double[1][2], new double[2], new double[2]);
    int[] ranks =
        new GptqRounding(1e-12)
            .round(new double[][] {{1.4, 0.4}}, new double[] {1}, INT4, moments)[0];
    assertArrayEquals(new int[] {INT4.rank(1), INT4.rank(1)}, ranks);
  }

  @Test
  void adaptiveRoundingGoesUpOrDownAndIsNeverWorseThanNearest() {
    int weightsSeen = 0;
    int moved = 0;
    double ratio = 0;
    for (String name : List.of("int4n", "int3n", "e2m1", "e3m2", "pot4z")) {
      Grid grid = new Grid(FormatNames.parse(name));
      for (int seed = 1; seed <= 10; seed++) {
        Random random = new Random(seed);
        double[] weights = random.doubles(12, -0.8, 0.8).toArray();
        Moments moments = moments(random, weights, 60);
        double scale = 1 / grid.greatest();
        int[] ranks =
            new AdaptiveRounding(200)
                .round(new double[][] {weights}, new double[] {scale}, grid, moments)[0];
        int[] nearest =
            new NearestRounding()
                .round(new double[][] {weights}, new double[] {scale}, grid, moments)[0];
        for (int k = 0; k < weights.length; k++) {
          int floor = grid.floor(weights[k] / scale);
          assertTrue(ranks[k] == floor || ranks[k] == floor + 1, name + " seed " + seed);
          moved += ranks[k] == nearest[k] ? 0 : 1;
          weightsSeen++;
        }
        double reached = error(weights, scale, ranks, grid, moments);
        double before = error(weights, scale, nearest, grid, moments);
        assertTrue(reached <= before * (1 + 1e-9), name + " seed " + seed);
        ratio += reached / before / 50;
      }
    }
    assertEquals(600, weightsSeen);
    assertTrue(moved > 30, moved + " of 600 weights were not rounded to nearest");
    assertTrue(ratio < 0.8, "mean ratio to nearest " + ratio);
  }

  @Test
  void flexibleRoundingIsNeverWorseThanNearestAndMayGoFurther() {
    double ratio = 0;
    int further = 0;
    for (int seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      double[] weights = random.doubles(12, -7, 7).toArray();
      Moments moments = moments(random, weights, 60);
      double[] scales = {1};
      int[] ranks = FlexRounding.DEFAULT.round(new double[][] {weights}, scales, INT4, moments)[0];
      int[] nearest =
          new NearestRounding().round(new double[][] {weights}, scales, INT4, moments)[0];
      double reached = error(weights, 1, ranks, INT4, moments);
      double before = error(weights, 1, nearest, INT4, moments);
      assertTrue(reached <= before * (1 + 1e-9), "seed " + seed);
      ratio += reached / before / 50;
      for (int k = 0; k < weights.length; k++) {
        further += Math.abs(INT4.value(ranks[k]) - weights[k]) > 1 ? 1 : 0;
      }
    }
    assertTrue(ratio < 0.7, "mean ratio to nearest " + ratio);
    assertTrue(further > 0, "no weight went beyond its neighbours");
  }

  @Test
  void gridsRoundToNearest() {
    int checked = 0;
    for (String name :
        List.of("int4", "uint3", "e2m1", "ue2m2", "e4m3fn", "pot3", "pot4z", "ternary")) {
      Format format = FormatNames.parse(name);
      Grid grid = new Grid(format);
      Random random = new Random(1);
      for (int i = 0; i < 1000; i++) {
        double x = (random.nextDouble() * 2.4 - 1.2) * grid.greatest();
        double least = Double.POSITIVE_INFINITY;
        for (int rank = 0; rank < grid.size(); rank++) {
          least = Math.min(least, Math.abs(x - grid.exact(rank).doubleValue()));
        }
        assertEquals(least, Math.abs(x - grid.nearest(x)), name);
        checked++;
      }
    }
    assertEquals(8000, checked);
  }
}
