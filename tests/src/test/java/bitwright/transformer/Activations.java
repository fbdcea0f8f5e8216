package bitwright.transformer;

import bitwright.quantize.integer.IntegerLayer;
import java.util.Arrays;

/**
 * What one integer layer was given and made of it, row by row; a row is a token.
 *
 * @param layer the layer
 * @param x stored integers {@code [tokens, columns]}
 * @param zeroPoints the zero-point of every token's sentence
 * @param sums the reference's int32 sums {@code [tokens, rows]}
 */
record Activations(IntegerLayer layer, int[] x, int[] zeroPoints, int[] sums) {

  static Activations none(IntegerLayer layer) {
    return new Activations(layer, new int[0], new int[0], new int[0]);
  }

  /** These and the tokens of one more sentence. */
  Activations with(int[] moreX, int zeroPoint, int[] moreSums) {
    int tokens = zeroPoints.length + moreX.length / layer.weights().columns();
    int[] zeros = Arrays.copyOf(zeroPoints, tokens);
    Arrays.fill(zeros, zeroPoints.length, tokens, zeroPoint);
    return new Activations(layer, concatenated(x, moreX), zeros, concatenated(sums, moreSums));
  }

  private static int[] concatenated(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  int tokens() {
    return zeroPoints.length;
  }
}
