package bitwright.cost.folding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bitwright.arith.network.Network;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.cost.CostModel;
import bitwright.cost.Device;
import bitwright.cost.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Quick estimates equal those of the cost model, on random networks and folds. */
class NetworkEstimatorTest {

  private static final int NETWORKS = 12;
  private static final int FOLDS = 12;

  @Test
  void equalsTheCostModelOnRandomFolds() {
    int compared = 0;
    int deep = 0;
    for (Function<Random, Network> kind : BruteForce.KINDS) {
      for (int seed = 0; seed < NETWORKS; seed++) {
        Random random = new Random(seed);
        Network network = kind.apply(random);
        Device device = seed % 3 == 0 ? Device.find("ice40hx8k") : Device.DEFAULT;
        NetworkEstimator estimator = new NetworkEstimator(network, device);
        for (int i = 0; i < FOLDS; i++) {
          List<Choice> choices = draw(network, device, random);
          AcceleratorPlan plan =
              new Folded(choices, estimator.estimate(choices), 1, 0).plan(network);
          Estimate full = CostModel.estimate(plan, device);
          QuickEstimate quick = estimator.estimate(choices);
          assertEquals(full.total(), quick.total(), () -> "seed with folds " + choices);
          assertEquals(full.cyclesPerInference(), quick.cyclesPerInference());
          assertEquals(full.fmaxMHz(), quick.fmaxMHz());
          assertEquals(full.framesPerSecond(), quick.framesPerSecond());
          assertEquals(quick, estimator.estimate(plan));
          compared++;
          deep += plan.queueDepth(plan.layers().size() - 2, 0) > 2 ? 1 : 0;
        }
      }
    }
    assertEquals(BruteForce.KINDS.size() * NETWORKS * FOLDS, compared);
    assertTrue(deep > 100, deep + " plans with deep queues");
  }

  private static List<Choice> draw(Network network, Device device, Random random) {
    List<Choice> choices = new ArrayList<>();
    network
        .layers()
        .forEach(
            layer -> {
              List<Choice> all = Alternatives.of(layer, Goal.on(device));
              choices.add(all.get(random.nextInt(all.size())));
            });
    return choices;
  }
}
