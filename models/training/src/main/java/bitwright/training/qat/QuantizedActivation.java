package bitwright.training.qat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import bitwright.training.network.ActivationRule;

/** Quantizes activations in the loop; keeps the shape. */
final class QuantizedActivation extends AbstractBlock {

  private final ActivationRule rule;

  QuantizedActivation(ActivationRule rule) {
    this.rule = rule;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> parameters) {
    NDArray x = inputs.singletonOrThrow();
    NDManager manager = x.getManager();
    float[] values = x.toFloatArray();
    rule.apply(values);
    return new NDList(
        StraightThrough.of(
            x,
            manager.create(values, x.getShape()),
            manager.create((float) rule.least()),
            manager.create((float) rule.greatest())));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return inputShapes.clone();
  }
}
