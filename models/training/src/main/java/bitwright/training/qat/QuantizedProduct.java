package bitwright.training.qat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import bitwright.training.grid.QuantizedWeights;
import bitwright.training.network.ProductPlan;
import bitwright.training.network.WeightRule;
import bitwright.training.network.Window;
import java.util.Arrays;

/**
 * A fully connected layer or a convolution whose weights are quantized in the loop.
 *
 * <p>Input {@code [batch, K]}, output {@code [batch, N]}, weights {@code [N, K]}; or input {@code
 * [batch, C, H, W]}, output {@code [batch, N, H', W']}, weights {@code [N, C/groups, k, k]}. The
 * parameter keeps real weights; every pass quantizes them anew, and the gradient passes through to
 * the real ones.
 */
final class QuantizedProduct extends AbstractBlock {

  private final WeightRule rule;
  private final ProductPlan plan;
  private final Parameter weight;
  private final Parameter bias;

  QuantizedProduct(WeightRule rule, ProductPlan plan) {
    this.rule = rule;
    this.plan = plan;
    this.weight =
        addParameter(Parameter.builder().setName("weight").setType(Parameter.Type.WEIGHT).build());
    this.bias =
        plan.biased()
            ? addParameter(Parameter.builder().setName("bias").setType(Parameter.Type.BIAS).build())
            : null;
  }

  /** The layer's weights as they are now, on their grid. */
  QuantizedWeights quantizedWeights() {
    return quantize(weight.getArray());
  }

  /** The biases, empty where the layer has none. */
  float[] biases() {
    return bias == null ? new float[0] : bias.getArray().toFloatArray();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    NDArray x = inputs.singletonOrThrow();
    Device device = x.getDevice();
    NDArray real = store.getValue(weight, device, training);
    NDArray offsets = bias == null ? null : store.getValue(bias, device, training);
    NDArray weights = straightThrough(real, x.getManager());
    return new NDList(
        plan.window()
            .map(window -> convolution(x, weights, offsets, window))
            .orElseGet(() -> product(x, weights, offsets)));
  }

  private static NDArray product(NDArray x, NDArray weights, NDArray offsets) {
    NDArray y = x.matMul(weights.transpose());
    return offsets == null ? y : y.add(offsets);
  }

  private NDArray convolution(NDArray x, NDArray weights, NDArray offsets, Window window) {
    return Conv2d.conv2d(
            x,
            weights,
            offsets,
            new Shape(window.stride(), window.stride()),
            new Shape(window.padding(), window.padding()),
            new Shape(1, 1),
            plan.groups())
        .singletonOrThrow();
  }

  private NDArray straightThrough(NDArray real, NDManager manager) {
    QuantizedWeights quantized = quantize(real);
    long[] shape = new long[real.getShape().dimension()];
    Arrays.fill(shape, 1);
    shape[0] = quantized.scales().length;
    NDArray scales = manager.create(quantized.scales(), new Shape(shape));
    return StraightThrough.of(
        real,
        manager.create(quantized.scaled(), real.getShape()),
        scales.mul(rule.grid().least()),
        scales.mul(rule.grid().greatest()));
  }

  private QuantizedWeights quantize(NDArray real) {
    return QuantizedWeights.of(
        real.toFloatArray(), plan.outputs(), rule.grid(), rule.scale(), rule.clip());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    Shape x = inputShapes[0];
    if (plan.window().isEmpty()) {
      return new Shape[] {new Shape(x.get(0), plan.outputs())};
    }
    Window window = plan.window().get();
    return new Shape[] {
      new Shape(x.get(0), plan.outputs(), window.places(x.get(2)), window.places(x.get(3)))
    };
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    long inputs = inputShapes[0].get(1) / plan.groups();
    weight.setShape(
        plan.window()
            .map(window -> new Shape(plan.outputs(), inputs, window.kernel(), window.kernel()))
            .orElseGet(() -> new Shape(plan.outputs(), inputs)));
    if (bias != null) {
      bias.setShape(new Shape(plan.outputs()));
    }
  }
}
