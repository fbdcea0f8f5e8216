package bitwright.cost.folding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.Network;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import bitwright.cost.Family;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The solver against all foldings of small random networks, one by one. */
class FoldingSolverTest {

  private static final int PER_KIND = 30;

  /** Choices for a layer, at most: all foldings of four layers are tried. */
  private static final int CHOICES = 14;

  /** So few labels per state in the first turn that small networks take several, too. */
  private static final int NARROW = 1;

  private int optima;
  private int scarce;
  private int impossible;
  private int plantedFound;

  @Test
  void findsTheOptimumOfEveryRandomNetwork() {
    for (Function<Random, Network> kind : BruteForce.KINDS) {
      for (int seed = 0; seed < PER_KIND; seed++) {
        try {
          compare(kind.apply(new Random(seed)), new Random(seed + 1000L));
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(
              "kind %d, seed %d: %s".formatted(BruteForce.KINDS.indexOf(kind), seed, e), e);
        }
      }
    }
    assertTrue(optima >= 400, optima + " optima");
    assertTrue(scarce >= 100, scarce + " on scarce devices");
    assertTrue(impossible >= 100, impossible + " impossible");
    assertEquals(optima, plantedFound);
  }

  /**
   * At the rate of a random folding, on a large device and on one that barely holds another one.
   */
  private void compare(Network network, Random random) {
    Device large = Device.find("xc7z045");
    NetworkEstimator estimator = new NetworkEstimator(network, large);
    Goal goal = Goal.on(large);
    List<List<Choice>> choices = BruteForce.draw(network, goal, CHOICES, random);
    BruteForce all = new BruteForce(estimator, goal, choices);
    List<QuickEstimate> estimates = all.estimates();
    long rate = estimates.get(random.nextInt(estimates.size())).framesPerSecond();
    least(estimator, goal, all, rate);
    fastest(estimator, goal, all);

    QuickEstimate some = estimates.get(random.nextInt(estimates.size()));
    Goal tight = Goal.on(barely(some, random));
    least(estimator, tight, new BruteForce(estimator, tight, choices), rate);
    Goal paced = tight.at(some.fmaxMHz() - random.nextInt(3));
    BruteForce allPaced = new BruteForce(estimator, paced, choices);
    least(estimator, paced, allPaced, allPaced.rate(some).orElseThrow());
    fastest(estimator, paced, allPaced);
    allPaced.fastest().ifPresent(most -> least(estimator, paced, allPaced, most + 1));
  }

  private static Device barely(QuickEstimate estimate, Random random) {
    var r = estimate.total();
    return new Device(
        "barely",
        Family.XC7,
        r.lut() - 20 + random.nextInt(50),
        r.ff() - 20 + random.nextInt(50),
        r.carry() + random.nextInt(10),
        r.blockRam(),
        0,
        0,
        r.dsp());
  }

  private void least(NetworkEstimator estimator, Goal goal, BruteForce all, long rate) {
    FoldingSolver solver = all.solver(Search.WIDTH);
    Optional<Long> least = all.least(rate, false);
    if (least.isEmpty()) {
      impossible++;
      String message =
          assertThrows(NothingFitsException.class, () -> solver.least(rate)).getMessage();
      assertTrue(message.contains("layer "), message);
      return;
    }
    Folded folded = solver.least(rate);
    requireOptimal(all, least.get(), folded.estimate());
    requireOptimal(all, least.get(), all.solver(NARROW).least(rate).estimate());
    assertTrue(folded.framesPerSecond() >= rate);
    Estimate full =
        CostModel.estimate(folded.plan(estimator.network()), goal.device(), estimator.technology());
    assertEquals(full.total(), folded.estimate().total());
    assertTrue(full.fits());
    optima++;
    scarce += goal.device().name().equals("barely") ? 1 : 0;
    plant(all, least.get(), rate);
  }

  /** The check refuses the best folding but one. */
  private void plant(BruteForce all, long least, long rate) {
    Optional<Long> second = all.least(rate, true);
    if (second.isEmpty()) {
      plantedFound++;
      return;
    }
    QuickEstimate planted =
        all.estimates().stream()
            .filter(e -> all.cost(e).cost() == second.get())
            .findFirst()
            .orElseThrow();
    assertThrows(AssertionError.class, () -> requireOptimal(all, least, planted));
    plantedFound++;
  }

  private static void requireOptimal(BruteForce all, long least, QuickEstimate found) {
    assertEquals(least, all.cost(found).cost(), "the cost of the optimum");
    assertTrue(all.cost(found).fits(), "the optimum fits");
  }

  private void fastest(NetworkEstimator estimator, Goal goal, BruteForce all) {
    FoldingSolver solver = all.solver(NARROW);
    OptionalLong fastest = all.fastest();
    if (fastest.isEmpty()) {
      assertThrows(NothingFitsException.class, solver::fastest);
      impossible++;
      return;
    }
    Folded folded = solver.fastest();
    assertEquals(fastest.getAsLong(), folded.framesPerSecond());
    long least = all.least(fastest.getAsLong(), false).orElseThrow();
    requireOptimal(all, least, folded.estimate());
    requireOptimal(all, least, all.solver(Search.WIDTH).fastest().estimate());
    optima++;
    plantedFound++;
  }
}
