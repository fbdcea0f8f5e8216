package bitwright.training;

import bitwright.training.data.Augmenter;
import bitwright.training.data.Digits;
import bitwright.training.grid.RealGrid;
import bitwright.training.grid.WeightScale;
import bitwright.training.network.ActivationRule;
import bitwright.training.network.InputRule;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.PoolPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.WeightRule;
import bitwright.training.network.Window;
import bitwright.training.qat.Recipe;
import bitwright.training.qonnx.GraphStyle;
import java.util.List;

/** The networks that Bitwright ships unquantized, to be quantized after training. */
final class FloatNetworks {

  private static final Augmenter.Strength FIRM = new Augmenter.Strength(2, 0.2, 0.15, 0.8);
  private static final Augmenter.Strength FAINT = new Augmenter.Strength(1.5, 0.05, 0.05, 0.2);

  private static final RealGrid REAL = new RealGrid();
  private static final ActivationRule PIXELS = new ActivationRule(REAL, 1, false);
  private static final ActivationRule RELU = new ActivationRule(REAL, 1, true);
  private static final WeightRule WEIGHTS = new WeightRule(REAL, WeightScale.ONE, 1);

  private FloatNetworks() {}

  /** Both, in the order in which they are documented. */
  static List<BundledNetwork> all() {
    return List.of(digits(), fashion());
  }

  /** The topology of {@code digits-cnn-int4}. */
  private static BundledNetwork digits() {
    NetworkPlan plan =
        new NetworkPlan(
            "digits-cnn-float",
            InputRule.plain(PIXELS),
            WEIGHTS,
            List.of(
                ProductPlan.convolution(8, Window.same(3), RELU),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.convolution(16, Window.valid(5), RELU),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.biasedHidden(32, RELU),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(DataSet.DIGITS, plan, new Recipe(40, 0.003f, FIRM), GraphStyle.GEMM);
  }

  /** Three convolutions for ten kinds of clothes, which are harder to tell apart than digits. */
  private static BundledNetwork fashion() {
    NetworkPlan plan =
        new NetworkPlan(
            "fashion-cnn-float",
            InputRule.plain(PIXELS),
            WEIGHTS,
            List.of(
                ProductPlan.convolution(12, Window.same(3), RELU),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.convolution(24, Window.same(3), RELU),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.convolution(32, Window.valid(3), RELU),
                ProductPlan.biasedHidden(48, RELU),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.FASHION, plan, new Recipe(16, 0.002f, FAINT), GraphStyle.GEMM);
  }
}
