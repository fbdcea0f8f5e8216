package bitwright.transformer;

import bitwright.arith.network.WeightMatrix;
import bitwright.quantize.integer.IntegerLayer;

/**
 * One flipped bit of one weight.
 *
 * @param row the output channel of the weight
 * @param column the input of the weight
 * @param bit the bit of the code, 0 the lowest
 */
record Fault(int row, int column, int bit) {

  /** The layer with the fault. */
  IntegerLayer in(IntegerLayer layer) {
    WeightMatrix right = layer.weights();
    int[] codes = right.codes();
    codes[row * right.columns() + column] ^= 1 << bit;
    WeightMatrix wrong = new WeightMatrix(right.format(), right.rows(), right.columns(), codes);
    return new IntegerLayer(layer.node(), layer.name(), layer.input(), layer.output(), wrong);
  }

  /** What the fault adds to the weight: a power of two with a sign. */
  int change(IntegerLayer layer) {
    int code = layer.weights().code(row, column);
    boolean sign = bit == layer.weights().format().bits() - 1;
    return (code >> bit & 1) == 1 == sign ? 1 << bit : -(1 << bit);
  }
}
