package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.quantize.tensor.Tensor;

/** What is known of a tensor while a float graph is read. */
sealed interface RealValue {

  /**
   * A constant.
   *
   * @param tensor its elements
   */
  record Known(Tensor tensor) implements RealValue {}

  /**
   * What depends on the network's input.
   *
   * @param node the node that gives it
   * @param shape its shape as a map
   * @param rank dimensions of the ONNX tensor, the batch included; 2 is a vector
   */
  record Map(int node, MapShape shape, int rank) implements RealValue {

    /** The same elements as a vector. */
    Map flat() {
      return new Map(node, shape, 2);
    }

    /** Whether it is a vector in ONNX. */
    boolean isVector() {
      return rank == 2;
    }
  }
}
