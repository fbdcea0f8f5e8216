package bitwright.quantize.signal;

import bitwright.arith.network.WeightMatrix;
import java.util.List;

/** Where the integers or floats of a signal come from. */
public sealed interface Source {

  /**
   * The network's input.
   *
   * @param name the tensor's name
   * @param shape the shape of one image
   */
  record Input(String name, List<Integer> shape) implements Source {

    /** Copies the shape. */
    public Input {
      shape = List.copyOf(shape);
    }
  }

  /**
   * The accumulators of a dense layer.
   *
   * @param layer the name given to the layer
   * @param label how messages call the node
   * @param input the codes that enter
   * @param weights the weight codes
   */
  record Dense(String layer, String label, CodedSignal input, WeightMatrix weights)
      implements Source {}
}
