package bitwright.training;

import bitwright.training.data.Augmenter;
import bitwright.training.data.Digits;
import bitwright.training.grid.BipolarGrid;
import bitwright.training.grid.IntegerGrid;
import bitwright.training.grid.MinifloatGrid;
import bitwright.training.grid.PowerOfTwoGrid;
import bitwright.training.grid.WeightScale;
import bitwright.training.network.ActivationRule;
import bitwright.training.network.InputRule;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.PoolPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.ResidualPlan;
import bitwright.training.network.WeightRule;
import bitwright.training.network.Window;
import bitwright.training.qat.Recipe;
import bitwright.training.qonnx.GraphStyle;
import java.util.List;

/**
 * The convolutional networks that Bitwright ships.
 *
 * <p>Pooling follows the quantizer, so that it compares codes. A sum's two terms are quantized with
 * scales in a ratio of small integers.
 */
final class ConvolutionalNetworks {

  private static final Augmenter.Strength GENTLE = new Augmenter.Strength(1.5, 0.15, 0.1, 0.5);
  private static final Augmenter.Strength FIRM = new Augmenter.Strength(2, 0.2, 0.15, 0.8);

  private static final IntegerGrid UINT4 = new IntegerGrid(4, false);
  private static final ActivationRule UINT4_PIXELS = new ActivationRule(UINT4, 1 / 15f, false);
  private static final ActivationRule UINT4_HIDDEN = new ActivationRule(UINT4, 0.2f, true);
  private static final WeightRule INT4_WEIGHTS =
      new WeightRule(new IntegerGrid(4, true), WeightScale.PER_CHANNEL, 3);

  private ConvolutionalNetworks() {}

  /** All five, in the order in which they are documented. */
  static List<BundledNetwork> all() {
    return List.of(xnor(), int4(), minifloat(), shift(), residual());
  }

  /** Weights and activations ±1; windows stay inside, since there is no zero to pad with. */
  private static BundledNetwork xnor() {
    ActivationRule sign = new ActivationRule(new BipolarGrid(), 1, false);
    NetworkPlan plan =
        new NetworkPlan(
            "digits-cnn-xnor",
            new InputRule(2, 1, sign),
            new WeightRule(new BipolarGrid(), WeightScale.ONE, 1),
            List.of(
                ProductPlan.convolution(16, Window.valid(3), sign),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.convolution(16, Window.valid(3), sign),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.hidden(64, sign),
                ProductPlan.normalizedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.DIGITS, plan, new Recipe(30, 0.005f, GENTLE), GraphStyle.TRANSPOSED_MATMUL);
  }

  /** Signed 4-bit weights with a scale per channel, unsigned 4-bit activations. */
  private static BundledNetwork int4() {
    NetworkPlan plan =
        new NetworkPlan(
            "digits-cnn-int4",
            InputRule.plain(UINT4_PIXELS),
            INT4_WEIGHTS,
            List.of(
                ProductPlan.convolution(8, Window.same(3), UINT4_HIDDEN),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.convolution(16, Window.valid(5), UINT4_HIDDEN),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.hidden(32, UINT4_HIDDEN),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.DIGITS, plan, new Recipe(40, 0.003f, FIRM), GraphStyle.RESHAPED_MATMUL);
  }

  /** E2M1 weights and E3M2 activations; the first convolution's stay signed. */
  private static BundledNetwork minifloat() {
    ActivationRule pixels = new ActivationRule(MinifloatGrid.E3M2, 1 / 28f, false);
    ActivationRule signed = new ActivationRule(MinifloatGrid.E3M2, 0.15f, false);
    ActivationRule positive = new ActivationRule(MinifloatGrid.E3M2, 0.15f, true);
    NetworkPlan plan =
        new NetworkPlan(
            "digits-cnn-minifloat",
            InputRule.plain(pixels),
            new WeightRule(MinifloatGrid.E2M1, WeightScale.PER_TENSOR, 3.5),
            List.of(
                ProductPlan.convolution(8, Window.valid(3), signed).withBias(),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.convolution(16, Window.valid(4), positive).withBias(),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.biasedHidden(32, positive),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(DataSet.DIGITS, plan, new Recipe(40, 0.003f, FIRM), GraphStyle.GEMM);
  }

  /** DenseShift: weights ±1, ±2, ±4, ±8 with a scale per channel, unsigned 4-bit activations. */
  private static BundledNetwork shift() {
    NetworkPlan plan =
        new NetworkPlan(
            "digits-cnn-shift",
            InputRule.plain(UINT4_PIXELS),
            new WeightRule(new PowerOfTwoGrid(3), WeightScale.PER_CHANNEL, 2.5),
            List.of(
                ProductPlan.convolution(8, Window.same(3), UINT4_HIDDEN),
                PoolPlan.max(new Window(3, 2, 1)),
                ProductPlan.convolution(16, Window.valid(3), UINT4_HIDDEN),
                PoolPlan.max(Window.tiles(2)),
                ProductPlan.convolution(16, Window.valid(3), UINT4_HIDDEN),
                ProductPlan.hidden(32, UINT4_HIDDEN),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.DIGITS, plan, new Recipe(30, 0.003f, FIRM), GraphStyle.SCALED_MATMUL);
  }

  /** Two residual blocks of depthwise and pointwise convolutions, 4- and 5-bit integers. */
  private static BundledNetwork residual() {
    ActivationRule positive = new ActivationRule(UINT4, 0.25f, true);
    ActivationRule branch = new ActivationRule(new IntegerGrid(5, true), 0.1875f, false);
    ActivationRule mean = new ActivationRule(new IntegerGrid(5, false), 0.125f, false);
    WeightRule depthwise = new WeightRule(new IntegerGrid(5, true), WeightScale.PER_CHANNEL, 2.5);
    NetworkPlan plan =
        new NetworkPlan(
            "digits-cnn-residual",
            InputRule.plain(UINT4_PIXELS),
            INT4_WEIGHTS,
            List.of(
                ProductPlan.convolution(16, new Window(3, 2, 1), positive),
                new ResidualPlan(
                    List.of(
                        ProductPlan.depthwise(16, Window.same(3), positive).withWeights(depthwise),
                        ProductPlan.convolution(16, Window.valid(1), branch)),
                    positive),
                PoolPlan.average(Window.tiles(2), mean),
                ProductPlan.convolution(32, Window.valid(1), positive),
                new ResidualPlan(
                    List.of(
                        ProductPlan.depthwise(32, Window.same(3), positive).withWeights(depthwise),
                        ProductPlan.convolution(32, Window.valid(1), branch)
                            .withBias()
                            .withoutNormalization()),
                    positive),
                ProductPlan.convolution(32, new Window(3, 2, 0), positive),
                PoolPlan.globalAverage(mean),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.DIGITS, plan, new Recipe(40, 0.003f, FIRM), GraphStyle.TRANSPOSED_MATMUL);
  }
}
