package bitwright.arith.dot;

import bitwright.arith.format.Format;
import bitwright.arith.network.WeightMatrix;
import java.math.BigInteger;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of magnitude at most 2<sup>24</sup>, as integers in {@code float}s.
 *
 * <p>Every image, product and partial sum is an integer that a {@code float} holds exactly, so no
 * operation ever rounds and the order of summation does not matter: this is integer arithmetic on
 * the processor's fastest multiplier. Tiles of four rows by four vectors stay in registers. Rows,
 * vectors and columns are padded with zeros to whole tiles.
 */
final class FloatVectorKernel implements DotKernel {

  /** The greatest magnitude up to which every integer is a {@code float}. */
  static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(24);

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TILE = 4;

  private final int rows;
  private final int columns;
  private final int width;
  private final int stride;
  private final float[] weights;
  private final float[] inputImages;

  FloatVectorKernel(WeightMatrix matrix, Format input) {
    rows = matrix.rows();
    columns = matrix.columns();
    width = (columns + LANES - 1) / LANES * LANES;
    stride = width + LANES;
    weights = new float[(rows + TILE - 1) / TILE * TILE * stride];
    float[] table = images(matrix.format());
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        weights[r * stride + c] = table[matrix.code(r, c)];
      }
    }
    inputImages = images(input);
  }

  /** Images beyond the limit belong to weight codes that do not occur. */
  static float[] images(Format format) {
    BigInteger[] images = Images.bigs(format);
    float[] table = new float[images.length];
    for (int code = 0; code < table.length; code++) {
      table[code] = images[code].floatValue();
    }
    return table;
  }

  @Override
  public Accumulators multiply(CodeMatrix inputs, int from, int to) {
    int vectors = to - from;
    float[] x = new float[(vectors + TILE - 1) / TILE * TILE * stride];
    for (int v = 0; v < vectors; v++) {
      decode(inputs.codes(), (from + v) * columns, columns, inputImages, x, v * stride);
    }
    long[] out = new long[vectors * rows];
    long[] tile = new long[TILE * TILE];
    for (int r = 0; r < rows; r += TILE) {
      int height = Math.min(TILE, rows - r);
      for (int v = 0; v < vectors; v += TILE) {
        multiply(weights, r * stride, x, v * stride, width, stride, tile);
        for (int i = 0; i < TILE && v + i < vectors; i++) {
          System.arraycopy(tile, i * TILE, out, (v + i) * rows + r, height);
        }
      }
    }
    return Accumulators.narrow(vectors, rows, out);
  }

  private static void decode(
      int[] codes, int from, int count, float[] images, float[] x, int offset) {
    for (int c = 0; c < count; c++) {
      x[offset + c] = images[codes[from + c]];
    }
  }

  /** One tile: {@code tile[4·i + j]} is the sum for vector i and row j. */
  private static void multiply(
      float[] weights, int row, float[] inputs, int vector, int width, int stride, long[] tile) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    for (int c = 0; c < width; c += LANES) {
      int w = row + c;
      int v = vector + c;
      FloatVector w0 = FloatVector.fromArray(SPECIES, weights, w);
      FloatVector w1 = FloatVector.fromArray(SPECIES, weights, w + stride);
      FloatVector w2 = FloatVector.fromArray(SPECIES, weights, w + 2 * stride);
      FloatVector w3 = FloatVector.fromArray(SPECIES, weights, w + 3 * stride);
      FloatVector x0 = FloatVector.fromArray(SPECIES, inputs, v);
      s00 = w0.fma(x0, s00);
      s01 = w1.fma(x0, s01);
      s02 = w2.fma(x0, s02);
      s03 = w3.fma(x0, s03);
      FloatVector x1 = FloatVector.fromArray(SPECIES, inputs, v + stride);
      s10 = w0.fma(x1, s10);
      s11 = w1.fma(x1, s11);
      s12 = w2.fma(x1, s12);
      s13 = w3.fma(x1, s13);
      FloatVector x2 = FloatVector.fromArray(SPECIES, inputs, v + 2 * stride);
      s20 = w0.fma(x2, s20);
      s21 = w1.fma(x2, s21);
      s22 = w2.fma(x2, s22);
      s23 = w3.fma(x2, s23);
      FloatVector x3 = FloatVector.fromArray(SPECIES, inputs, v + 3 * stride);
      s30 = w0.fma(x3, s30);
      s31 = w1.fma(x3, s31);
      s32 = w2.fma(x3, s32);
      s33 = w3.fma(x3, s33);
    }
    tile[0] = sum(s00);
    tile[1] = sum(s01);
    tile[2] = sum(s02);
    tile[3] = sum(s03);
    tile[4] = sum(s10);
    tile[5] = sum(s11);
    tile[6] = sum(s12);
    tile[7] = sum(s13);
    tile[8] = sum(s20);
    tile[9] = sum(s21);
    tile[10] = sum(s22);
    tile[11] = sum(s23);
    tile[12] = sum(s30);
    tile[13] = sum(s31);
    tile[14] = sum(s32);
    tile[15] = sum(s33);
  }

  private static long sum(FloatVector lanes) {
    return (long) lanes.reduceLanes(VectorOperators.ADD);
  }
}
