package bitwright.arith.plan;

import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.UpsampleLayer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Choices of legal folds. */
public final class Folding {

  /** The default target: cycles per inference of a modest accelerator. */
  public static final int DEFAULT_CYCLES = 1024;

  /**
   * Fewest lanes first; among equals the fastest, then the one with the fewest PEs, whose
   * accumulators and comparators cost more than lanes do.
   */
  private static final Comparator<LayerPlan> LEANEST =
      Comparator.<LayerPlan>comparingInt(p -> p.fold().lanes())
          .thenComparingInt(LayerPlan::cyclesPerFrame)
          .thenComparingInt(p -> p.fold().pe());

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

  /** All legal folds of a layer. */
  public static List<Fold> legal(Layer layer) {
    Optional<DenseLayer> kernel = layer.kernel();
    int mostPe = kernel.map(k -> k.rows() / k.groups()).orElseGet(() -> mostLanes(layer));
    int mostSimd = kernel.map(DenseLayer::columns).orElse(1);
    List<Fold> folds = new ArrayList<>();
    for (int pe : divisors(mostPe)) {
      for (int simd : divisors(mostSimd)) {
        folds.add(new Fold(pe, simd));
      }
    }
    if (layer instanceof ConvLayer conv && ConvPlan.isDepthwise(conv)) {
      divisors(conv.groups()).stream()
          .filter(pe -> pe > 1)
          .forEach(pe -> folds.add(new Fold(pe, 1)));
    }
    return folds;
  }

  private static int mostLanes(Layer layer) {
    if (layer instanceof UpsampleLayer || layer instanceof DepthToSpaceLayer) {
      return MovePlan.mostLanes(layer);
    }
    if (layer instanceof ConcatLayer concat) {
      return concat.inputs().stream()
          .map(MapShape::channels)
          .map(BigInteger::valueOf)
          .reduce(BigInteger::gcd)
          .orElseThrow()
          .intValue();
    }
    return layer.outputShape().channels();
  }

  /**
   * For every layer the {@link #smallest} fold that meets a target, or where a layer cannot meet
   * it, the least that its slowest layer can: that layer sets the rate, and no other is larger than
   * it needs to be.
   */
  public static List<Fold> balanced(Network network, int cycles) {
    int floor = network.layers().stream().mapToInt(Folding::fewestCycles).max().orElseThrow();
    int target = Math.max(cycles, floor);
    return network.layers().stream().map(layer -> smallest(layer, target)).toList();
  }

  /** The cycles per map of the fastest fold. */
  public static int fewestCycles(Layer layer) {
    return legal(layer).stream()
        .mapToInt(fold -> LayerPlan.of(layer, fold).cyclesPerFrame())
        .min()
        .orElseThrow();
  }

  /**
   * The fold with the fewest lanes that needs at most the given cycles per map; the fastest, where
   * none does.
   */
  public static Fold smallest(Layer layer, int cycles) {
    if (cycles < 1) {
      throw new IllegalArgumentException("a layer takes at least 1 cycle, not " + cycles);
    }
    int target = Math.max(cycles, fewestCycles(layer));
    return legal(layer).stream()
        .map(fold -> LayerPlan.of(layer, fold))
        .filter(plan -> plan.cyclesPerFrame() <= target)
        .min(LEANEST)
        .orElseThrow()
        .fold();
  }
}
