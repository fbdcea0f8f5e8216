package bitwright.bench;

import bitwright.arith.network.Layer;
import bitwright.arith.network.Network;
import bitwright.arith.plan.Folding;
import bitwright.arith.plan.Implementation;
import bitwright.cost.Device;
import bitwright.cost.folding.Choice;
import bitwright.cost.folding.Goal;
import bitwright.cost.folding.NetworkEstimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Estimates per second, and how long it takes to fold a network to a target. */
final class FoldingSpeed {
  static final Device DEVICE = Device.find("xczu7ev");
  private static final String RATE = "20000";
  private static final int FOLDS = 2_000;
  private static final double WARM_NANOS = 1e9;

  /** What is wanted: 10,000 estimates a second, a folding within a second. */
  private static final double ESTIMATES = 10_000;

  private FoldingSpeed() {}

  static List<Row> measure(String wanted) {
    List<Row> rows = new ArrayList<>();
    Map.of("chain", TwentyLayers.chain(), "residual", TwentyLayers.residual()).entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> rows.addAll(measure(e.getKey(), e.getValue(), wanted)));
    return rows;
  }

  private static List<Row> measure(String kind, Network network, String wanted) {
    List<Row> rows = new ArrayList<>();
    String estimates = "whole-network estimates, %s of 20 layers".formatted(kind);
    if (estimates.contains(wanted)) {
      double rate = estimates(network);
      rows.add(new Row(estimates, "10,000 a second", rate / 1e3, 10, "k/s", rate / ESTIMATES, 1));
    }
    for (boolean fastest : new boolean[] {false, true}) {
      String name =
          "folding to %s, %s of 20 layers"
              .formatted(fastest ? "the most that fits" : "a rate", kind);
      for (String cells : List.of("portable", "native")) {
        String warm = "%s, of %s cells".formatted(name, cells);
        if (warm.contains(wanted)) {
          double seconds = folding(network, ColdFolding.goal(cells), fastest);
          rows.add(new Row(warm, "one second", 1 / seconds, 1, "/s", 1 / seconds, 1));
        }
        String cold = "first " + warm;
        if (cold.contains(wanted)) {
          double seconds = ColdFolding.measure(kind, cells, fastest ? "max" : RATE);
          rows.add(new Row(cold, "one second", 1 / seconds, 1, "/s", 1 / seconds, 1));
        }
      }
    }
    return rows;
  }

  /** Random folds, the same ones again and again, after their formulas are evaluated. */
  private static double estimates(Network network) {
    NetworkEstimator estimator = new NetworkEstimator(network, DEVICE);
    Random random = new Random(1);
    List<List<Choice>> folds = new ArrayList<>();
    for (int i = 0; i < FOLDS; i++) {
      folds.add(network.layers().stream().map(layer -> draw(layer, random)).toList());
    }
    folds.forEach(estimator::estimate);
    long spent = 0;
    double best = 0;
    while (spent < WARM_NANOS) {
      long start = System.nanoTime();
      long sum = 0;
      for (List<Choice> choices : folds) {
        sum += estimator.estimate(choices).total().lut();
      }
      long nanos = System.nanoTime() - start;
      spent += nanos;
      best = sum == 0 ? 0 : Math.max(best, FOLDS * 1e9 / nanos);
    }
    return best;
  }

  private static Choice draw(Layer layer, Random random) {
    var folds = Folding.legal(layer);
    return new Choice(
        folds.get(random.nextInt(folds.size())), Implementation.of(DEVICE.family().cells()));
  }

  /**
   * From the network to the folds: tables and search afresh, netlists of dot products from before.
   */
  private static double folding(Network network, Goal goal, boolean fastest) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      best = Math.min(best, ColdFolding.seconds(network, goal, fastest ? "max" : RATE));
    }
    return best;
  }
}
