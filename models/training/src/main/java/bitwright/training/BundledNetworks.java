package bitwright.training;

import bitwright.training.data.Augmenter;
import bitwright.training.grid.BipolarGrid;
import bitwright.training.grid.IntegerGrid;
import bitwright.training.grid.MinifloatGrid;
import bitwright.training.grid.PowerOfTwoGrid;
import bitwright.training.grid.WeightScale;
import bitwright.training.qat.ActivationRule;
import bitwright.training.qat.InputRule;
import bitwright.training.qat.NetworkPlan;
import bitwright.training.qat.NetworkPlan.Recipe;
import bitwright.training.qat.WeightRule;
import bitwright.training.qonnx.GraphStyle;
import java.util.List;

/** The four networks that Bitwright ships, one per arithmetic. */
final class BundledNetworks {

  private static final Augmenter.Strength GENTLE = new Augmenter.Strength(1.5, 0.15, 0.1, 0.5);
  private static final Augmenter.Strength FIRM = new Augmenter.Strength(2, 0.2, 0.15, 0.8);

  private static final IntegerGrid UINT4 = new IntegerGrid(4, false);
  private static final ActivationRule UINT4_PIXELS = new ActivationRule(UINT4, 1 / 15f, false);

  private BundledNetworks() {}

  /** All four, in the order in which they are documented. */
  static List<NetworkPlan> all() {
    return List.of(xnor(), int4(), minifloat(), shift());
  }

  /** Weights and activations ±1. */
  private static NetworkPlan xnor() {
    ActivationRule sign = new ActivationRule(new BipolarGrid(), 1, false);
    return new NetworkPlan(
        "digits-xnor",
        List.of(128, 128),
        new InputRule(2, 1, sign),
        new WeightRule(new BipolarGrid(), WeightScale.ONE, 1),
        List.of(sign, sign),
        false,
        true,
        false,
        GraphStyle.TRANSPOSED_MATMUL,
        new Recipe(40, 0.005f, GENTLE));
  }

  /** Signed 4-bit weights with a scale per channel, unsigned 4-bit activations. */
  private static NetworkPlan int4() {
    return new NetworkPlan(
        "digits-int4",
        List.of(64, 64),
        InputRule.plain(UINT4_PIXELS),
        new WeightRule(new IntegerGrid(4, true), WeightScale.PER_CHANNEL, 3),
        List.of(new ActivationRule(UINT4, 0.2f, true), new ActivationRule(UINT4, 0.2f, true)),
        false,
        false,
        true,
        GraphStyle.PLAIN_MATMUL,
        new Recipe(40, 0.003f, FIRM));
  }

  /** E2M1 weights and E3M2 activations. */
  private static NetworkPlan minifloat() {
    ActivationRule pixels = new ActivationRule(MinifloatGrid.E3M2, 1 / 28f, false);
    ActivationRule hidden = new ActivationRule(MinifloatGrid.E3M2, 0.15f, true);
    return new NetworkPlan(
        "digits-minifloat",
        List.of(64, 64),
        InputRule.plain(pixels),
        new WeightRule(MinifloatGrid.E2M1, WeightScale.PER_TENSOR, 3.5),
        List.of(hidden, hidden),
        true,
        false,
        false,
        GraphStyle.GEMM,
        new Recipe(40, 0.003f, FIRM));
  }

  /** DenseShift: weights ±1, ±2, ±4, ±8, unsigned 4-bit activations. */
  private static NetworkPlan shift() {
    return new NetworkPlan(
        "digits-shift",
        List.of(64, 64),
        InputRule.plain(UINT4_PIXELS),
        new WeightRule(new PowerOfTwoGrid(3), WeightScale.PER_TENSOR, 2.5),
        List.of(new ActivationRule(UINT4, 0.2f, true), new ActivationRule(UINT4, 0.2f, true)),
        false,
        false,
        false,
        GraphStyle.SCALED_MATMUL,
        new Recipe(40, 0.003f, FIRM));
  }
}
