package bitwright.training.qat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import bitwright.training.grid.QuantizedWeights;
import bitwright.training.network.WeightRule;

/**
 * A fully connected layer {@code y = x·Q(W)ᵀ + b} whose weights are quantized in the loop.
 *
 * <p>Input {@code [batch, K]}, output {@code [batch, N]}. The parameter keeps real weights; every
 * pass quantizes them anew, and the gradient passes through to the real ones.
 */
final class QuantizedDense extends AbstractBlock {

  private final WeightRule rule;
  private final int outputs;
  private final Parameter weight;
  private final Parameter bias;

  QuantizedDense(WeightRule rule, int outputs, boolean biased) {
    this.rule = rule;
    this.outputs = outputs;
    this.weight =
        addParameter(Parameter.builder().setName("weight").setType(Parameter.Type.WEIGHT).build());
    this.bias =
        biased
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
    NDArray y = x.matMul(straightThrough(real, x.getManager()).transpose());
    return new NDList(bias == null ? y : y.add(store.getValue(bias, device, training)));
  }

  private NDArray straightThrough(NDArray real, NDManager manager) {
    QuantizedWeights quantized = quantize(real);
    NDArray scales = manager.create(quantized.scales(), new Shape(quantized.scales().length, 1));
    return StraightThrough.of(
        real,
        manager.create(quantized.scaled(), real.getShape()),
        scales.mul(rule.grid().least()),
        scales.mul(rule.grid().greatest()));
  }

  private QuantizedWeights quantize(NDArray real) {
    return QuantizedWeights.of(
        real.toFloatArray(), outputs, rule.grid(), rule.scale(), rule.clip());
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), outputs)};
  }

  @Override
  protected void prepare(Shape[] inputShapes) {
    weight.setShape(new Shape(outputs, inputShapes[0].get(1)));
    if (bias != null) {
      bias.setShape(new Shape(outputs));
    }
  }
}
