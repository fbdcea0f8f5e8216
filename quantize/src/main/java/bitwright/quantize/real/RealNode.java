package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.List;

/**
 * One operator of a {@link RealNetwork}.
 *
 * @param name unique in the network, an identifier
 * @param operator what it computes
 * @param inputs positions of the nodes it takes, {@link RealNetwork#INPUT} for the network's input
 * @param output the shape of its result
 */
public record RealNode(String name, RealOperator operator, List<Integer> inputs, MapShape output) {

  /** Copies the list. */
  public RealNode {
    inputs = List.copyOf(inputs);
  }

  /** The same node computing something else of the same shape. */
  public RealNode withOperator(RealOperator other) {
    return new RealNode(name, other, inputs, output);
  }
}
