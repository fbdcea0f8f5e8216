package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.List;

/**
 * What a node of a {@link RealNetwork} computes: one feature map from one or more.
 *
 * <p>A map of shape {@code [C,H,W]} is an array of C·H·W doubles in the order of ONNX: channel by
 * channel, row by row.
 */
public sealed interface RealOperator
    permits Linear, Affine, Clamp, MaxPool, AveragePool, Sum, Concat {

  /**
   * The shape of the result.
   *
   * @throws IllegalArgumentException in one sentence, if the operator does not fit the inputs
   */
  MapShape output(List<MapShape> inputs);

  /**
   * Computes one map.
   *
   * @param shapes the shapes of the inputs
   * @param inputs the inputs, which are not changed
   * @return the result, a new array
   */
  double[] apply(List<MapShape> shapes, List<double[]> inputs);
}
