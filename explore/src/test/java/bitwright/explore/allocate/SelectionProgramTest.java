package bitwright.explore.allocate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectionProgramTest {

  private static final long SEED = 20_261_122;
  private static final int PROGRAMS = 300;

  @Test
  void byHand() {
    // Costs 3 + 3 leave nothing for the best of both; 3 + 1 = 4 does, and the first gains more.
    double[][] loss = {{5, 0}, {2, 0}};
    Limit limit = new Limit(PairwiseCost.of(new double[][] {{1, 3}, {1, 3}}), 4);
    SelectionProgram program = new SelectionProgram(loss, List.of(limit));
    assertArrayEquals(new int[] {1, 0}, program.solve().orElseThrow());
  }

  @Test
  void couplingCounts() {
    double[][] loss = {{5, 0}, {2, 0}};
    // The pair (1, 0) alone costs 4; a coupling of 1 forbids it, and (0, 1) is the next best.
    Coupling coupling = new Coupling(0, 1, new double[][] {{0, 0}, {1, 0}});
    PairwiseCost cost = new PairwiseCost(0, new double[][] {{1, 3}, {1, 3}}, List.of(coupling));
    SelectionProgram program = new SelectionProgram(loss, List.of(new Limit(cost, 4)));
    assertArrayEquals(new int[] {0, 1}, program.solve().orElseThrow());
  }

  @Test
  void nothingFits() {
    Limit limit = new Limit(PairwiseCost.of(new double[][] {{2, 3}}), 1);
    assertTrue(new SelectionProgram(new double[][] {{0, 1}}, List.of(limit)).solve().isEmpty());
  }

  @Test
  void equalsEnumeration() {
    Random random = new Random(SEED);
    int solved = 0;
    int infeasible = 0;
    for (int n = 0; n < PROGRAMS; n++) {
      SelectionProgram program = program(random);
      Optional<int[]> best = Enumeration.best(program);
      Optional<int[]> found = program.solve();
      assertEquals(best.isPresent(), found.isPresent(), "program %d, seed %d".formatted(n, SEED));
      if (best.isEmpty()) {
        infeasible++;
        continue;
      }
      solved++;
      assertTrue(program.allows(found.get()));
      assertEquals(
          program.loss(best.get()),
          program.loss(found.get()),
          1e-6,
          "program %d, seed %d: %s, not %s"
              .formatted(n, SEED, Arrays.toString(found.get()), Arrays.toString(best.get())));
    }
    assertEquals(PROGRAMS, solved + infeasible);
    assertTrue(solved >= 150 && infeasible >= 5, solved + " solved, " + infeasible + " not");
  }

  private static SelectionProgram program(Random random) {
    int items = 2 + random.nextInt(3);
    double[][] loss = new double[items][];
    for (int i = 0; i < items; i++) {
      loss[i] = random.doubles(2 + random.nextInt(5)).toArray();
    }
    List<Limit> limits = new ArrayList<>();
    for (int r = 0; r <= random.nextInt(3); r++) {
      double[][] own = new double[items][];
      double least = 0;
      double most = 0;
      for (int i = 0; i < items; i++) {
        own[i] = random.ints(loss[i].length, 1, 1000).asDoubleStream().toArray();
        least += Arrays.stream(own[i]).min().orElseThrow();
        most += Arrays.stream(own[i]).max().orElseThrow();
        if (random.nextInt(6) == 0) {
          own[i][0] = Double.POSITIVE_INFINITY;
        }
      }
      List<Coupling> couplings = new ArrayList<>();
      for (int i = 0; i + 1 < items; i++) {
        double[][] values = new double[loss[i].length][];
        for (int o = 0; o < values.length; o++) {
          values[o] = random.ints(loss[i + 1].length, -100, 200).asDoubleStream().toArray();
        }
        values[random.nextInt(values.length)][0] = Double.POSITIVE_INFINITY;
        couplings.add(new Coupling(i, i + 1, values));
      }
      double bound = least + (most - least) * (0.3 + 0.5 * random.nextDouble());
      limits.add(new Limit(new PairwiseCost(50, own, couplings), bound));
    }
    return new SelectionProgram(loss, limits);
  }
}
