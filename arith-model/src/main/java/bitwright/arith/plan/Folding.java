package bitwright.arith.plan;

import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import java.util.ArrayList;
import java.util.List;

/** Choices of legal folds. */
public final class Folding {

  /** The default target: cycles per inference of a modest accelerator. */
  public static final int DEFAULT_CYCLES = 1024;

  private Folding() {}

  /** All divisors of n, ascending. */
  public static List<Integer> divisors(int n) {
    List<Integer> divisors = new ArrayList<>();
    for (int d = 1; d <= n; d++) {
      if (n % d == 0) {
        divisors.add(d);
      }
    }
    return divisors;
  }

  /** For every layer the {@link #smallest} fold that meets a target. */
  public static List<Fold> balanced(Network network, int cycles) {
    return network.layers().stream().map(layer -> smallest(layer, cycles)).toList();
  }

  /**
   * The fold with the fewest lanes that needs at most the given cycles per vector; among equals the
   * fastest, then the one with the fewest PEs, whose accumulators and comparators cost more than
   * lanes do.
   */
  public static Fold smallest(DenseLayer layer, int cycles) {
    if (cycles < 1) {
      throw new IllegalArgumentException("a layer takes at least 1 cycle, not " + cycles);
    }
    Fold best = new Fold(layer.rows(), layer.columns());
    for (int pe : divisors(layer.rows())) {
      for (int simd : divisors(layer.columns())) {
        Fold fold = new Fold(pe, simd);
        int needed = new LayerPlan(layer, fold).cyclesPerVector();
        int bestNeeds = new LayerPlan(layer, best).cyclesPerVector();
        boolean leaner =
            fold.lanes() < best.lanes()
                || fold.lanes() == best.lanes()
                    && (needed < bestNeeds || needed == bestNeeds && pe < best.pe());
        if (needed <= cycles && leaner) {
          best = fold;
        }
      }
    }
    return best;
  }
}
