package bitwright.arith.plan;

import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import java.util.List;
import java.util.Optional;

/**
 * The structure of one layer's hardware: its fold, its streams, its initiation interval, and the
 * units it is built from.
 */
public sealed interface LayerPlan
    permits ConcatPlan, ConvPlan, MatrixPlan, MovePlan, PoolPlan, SumPlan {

  /**
   * The plan of a layer in portable Verilog.
   *
   * @throws IllegalArgumentException if the fold does not divide the layer
   */
  static LayerPlan of(Layer layer, Fold fold) {
    return of(layer, fold, Implementation.PORTABLE);
  }

  /**
   * The plan of a layer.
   *
   * @param implementation what the matrix-vector unit is made of, in layers that have one
   * @throws IllegalArgumentException if the fold does not divide the layer
   */
  static LayerPlan of(Layer layer, Fold fold, Implementation implementation) {
    if (layer instanceof DenseLayer dense) {
      MatrixPlan plan = new MatrixPlan(dense, fold, implementation);
      // A vector comes in block by block, so the blocks cannot be taken side by side.
      if (plan.sideBySide()) {
        throw MatrixPlan.illegal(dense, fold);
      }
      return plan;
    }
    if (layer instanceof ConvLayer conv) {
      return new ConvPlan(conv, fold, implementation);
    }
    if (layer instanceof PoolLayer pool) {
      return new PoolPlan(pool, fold);
    }
    if (layer instanceof SumLayer sum) {
      return new SumPlan(sum, fold);
    }
    if (layer instanceof ConcatLayer concat) {
      return new ConcatPlan(concat, fold);
    }
    return new MovePlan(layer, fold);
  }

  /** The layer. */
  Layer layer();

  /** How it is folded in time; a layer without a matrix product has SIMD 1. */
  Fold fold();

  /**
   * The initiation interval in cycles per feature map: what the layer needs when nothing stalls.
   */
  int cyclesPerFrame();

  /** The streams that come in, one per input of the layer. */
  List<StreamShape> inputs();

  /** The stream that goes out. */
  StreamShape output();

  /** The matrix-vector unit, in a dense or convolutional layer. */
  default Optional<MatrixPlan> matrix() {
    return Optional.empty();
  }

  /** The threshold search, if the layer requantizes. */
  default Optional<ThresholdPlan> thresholds() {
    return Optional.empty();
  }

  /** The width of one element of the output stream. */
  default int outputBits() {
    return output().elementBits();
  }
}
