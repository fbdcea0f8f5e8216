package bitwright.quantize.tensor;

import org.apache.commons.math3.fraction.BigFraction;

/** A constant of the graph: a shape and exact values, row by row. */
public sealed interface Constant permits Tensor, QuantizedTensor {

  /** The shape. */
  Shape shape();

  /** The exact value of an element, in row-major order. */
  BigFraction value(int index);

  /** The same elements in another shape of the same size. */
  Constant reshaped(Shape shape);

  /** The elements picked by their positions, in a new shape. */
  Constant gathered(int[] positions, Shape shape);

  /** Swaps axes: axis i of the result is axis {@code permutation[i]} of this constant. */
  default Constant transposed(int[] permutation) {
    Shape from = shape();
    return gathered(from.permutedPositions(permutation), from.permuted(permutation));
  }
}
