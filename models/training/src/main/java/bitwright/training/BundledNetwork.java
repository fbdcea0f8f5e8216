package bitwright.training;

import bitwright.training.data.Augmenter;
import bitwright.training.data.Digits;
import bitwright.training.grid.BipolarGrid;
import bitwright.training.grid.IntegerGrid;
import bitwright.training.grid.MinifloatGrid;
import bitwright.training.grid.PowerOfTwoGrid;
import bitwright.training.grid.RealGrid;
import bitwright.training.grid.WeightScale;
import bitwright.training.network.ActivationRule;
import bitwright.training.network.InputRule;
import bitwright.training.network.NetworkPlan;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.WeightRule;
import bitwright.training.qat.Recipe;
import bitwright.training.qonnx.GraphStyle;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A network that Bitwright ships: what it is, how it is trained, how its graph is spelled.
 *
 * @param data what it is trained on
 * @param plan what it is
 * @param recipe how it is trained
 * @param style how its products are spelled
 */
record BundledNetwork(DataSet data, NetworkPlan plan, Recipe recipe, GraphStyle style) {

  private static final Augmenter.Strength GENTLE = new Augmenter.Strength(1.5, 0.15, 0.1, 0.5);
  private static final Augmenter.Strength FIRM = new Augmenter.Strength(2, 0.2, 0.15, 0.8);

  private static final IntegerGrid UINT4 = new IntegerGrid(4, false);
  private static final ActivationRule UINT4_PIXELS = new ActivationRule(UINT4, 1 / 15f, false);
  private static final ActivationRule UINT4_HIDDEN = new ActivationRule(UINT4, 0.2f, true);

  /** All of them, in the order in which they are documented. */
  static List<BundledNetwork> all() {
    return Stream.of(
            List.of(xnor(), int4(), minifloat(), shift()),
            ConvolutionalNetworks.all(),
            FloatNetworks.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Where it lies below the models folder; networks that are not quantized have one of their own.
   */
  Path file(Path models) {
    boolean real = plan.weights().grid() instanceof RealGrid;
    return (real ? models.resolve("float") : models).resolve(plan.name() + ".onnx");
  }

  /** Weights and activations ±1. */
  private static BundledNetwork xnor() {
    ActivationRule sign = new ActivationRule(new BipolarGrid(), 1, false);
    NetworkPlan plan =
        new NetworkPlan(
            "digits-xnor",
            new InputRule(2, 1, sign),
            new WeightRule(new BipolarGrid(), WeightScale.ONE, 1),
            List.of(
                ProductPlan.hidden(128, sign),
                ProductPlan.hidden(128, sign),
                ProductPlan.normalizedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.DIGITS, plan, new Recipe(200, 0.005f, GENTLE), GraphStyle.TRANSPOSED_MATMUL);
  }

  /** Signed 4-bit weights with a scale per channel, unsigned 4-bit activations. */
  private static BundledNetwork int4() {
    NetworkPlan plan =
        new NetworkPlan(
            "digits-int4",
            InputRule.plain(UINT4_PIXELS),
            new WeightRule(new IntegerGrid(4, true), WeightScale.PER_CHANNEL, 3),
            List.of(
                ProductPlan.hidden(64, UINT4_HIDDEN),
                ProductPlan.hidden(64, UINT4_HIDDEN),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.DIGITS, plan, new Recipe(200, 0.003f, FIRM), GraphStyle.RESHAPED_MATMUL);
  }

  /** E2M1 weights and E3M2 activations. */
  private static BundledNetwork minifloat() {
    ActivationRule pixels = new ActivationRule(MinifloatGrid.E3M2, 1 / 28f, false);
    ActivationRule hidden = new ActivationRule(MinifloatGrid.E3M2, 0.15f, true);
    NetworkPlan plan =
        new NetworkPlan(
            "digits-minifloat",
            InputRule.plain(pixels),
            new WeightRule(MinifloatGrid.E2M1, WeightScale.PER_TENSOR, 3.5),
            List.of(
                ProductPlan.biasedHidden(64, hidden),
                ProductPlan.biasedHidden(64, hidden),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(DataSet.DIGITS, plan, new Recipe(200, 0.003f, FIRM), GraphStyle.GEMM);
  }

  /** DenseShift: weights ±1, ±2, ±4, ±8, unsigned 4-bit activations. */
  private static BundledNetwork shift() {
    NetworkPlan plan =
        new NetworkPlan(
            "digits-shift",
            InputRule.plain(UINT4_PIXELS),
            new WeightRule(new PowerOfTwoGrid(3), WeightScale.PER_TENSOR, 2.5),
            List.of(
                ProductPlan.hidden(64, UINT4_HIDDEN),
                ProductPlan.hidden(64, UINT4_HIDDEN),
                ProductPlan.biasedOutput(Digits.CLASSES)));
    return new BundledNetwork(
        DataSet.DIGITS, plan, new Recipe(200, 0.003f, FIRM), GraphStyle.SCALED_MATMUL);
  }
}
