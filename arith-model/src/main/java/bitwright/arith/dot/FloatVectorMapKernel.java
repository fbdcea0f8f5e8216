package bitwright.arith.dot;

import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Patches;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.network.Window;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A convolution whose sums have a magnitude of at most 2<sup>24</sup>, as integers in {@code
 * float}s; see {@link FloatVectorKernel} for why that is exact.
 *
 * <p>Every channel becomes a plane with its border. Position p of a plane and a kernel position at
 * distance d meet at p + d for all output pixels alike, so neighbouring outputs are lanes, and a
 * weight is one broadcast. Lanes between two output rows compute nothing that is kept. Tiles of
 * four output channels by three vectors of pixels stay in registers.
 */
final class FloatVectorMapKernel implements MapKernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int ROWS = 4;
  private static final int SPAN = 3 * LANES;

  private final Patches patches;
  private final int rows;
  private final int groups;
  private final int rowsPerGroup;

  /** Weights {@code [group, block of four rows, column, row of the block]}. */
  private final float[] weights;

  /** Where each column of a group's patch lies in the planes, from the output's position. */
  private final int[] distances;

  private final float[] images;
  private final float border;
  private final int paddedWidth;
  private final int plane;

  FloatVectorMapKernel(ConvLayer layer) {
    patches = layer.patches();
    WeightMatrix matrix = layer.weights();
    groups = layer.groups();
    rows = matrix.rows();
    rowsPerGroup = rows / groups;
    MapShape map = patches.input();
    Window window = patches.window();
    paddedWidth = map.width() + window.padLeft() + window.padRight();
    plane = paddedWidth * (map.height() + window.padTop() + window.padBottom());
    images = FloatVectorKernel.images(patches.windowFormat());
    border = images[patches.padCode()];
    distances = distances(window, map.channels() / groups);
    weights = weights(matrix);
  }

  private int[] distances(Window window, int channels) {
    int[] result = new int[window.positions() * channels];
    for (int k = 0; k < result.length; k++) {
      int position = k / channels;
      int down = position / window.kernelWidth() * window.dilationHeight();
      int right = position % window.kernelWidth() * window.dilationWidth();
      result[k] = k % channels * plane + down * paddedWidth + right;
    }
    return result;
  }

  private float[] weights(WeightMatrix matrix) {
    float[] table = FloatVectorKernel.images(matrix.format());
    int blocks = (rowsPerGroup + ROWS - 1) / ROWS;
    float[] result = new float[groups * blocks * distances.length * ROWS];
    for (int row = 0; row < rows; row++) {
      int inGroup = row % rowsPerGroup;
      int block = row / rowsPerGroup * blocks + inGroup / ROWS;
      for (int k = 0; k < distances.length; k++) {
        result[(block * distances.length + k) * ROWS + inGroup % ROWS] = table[matrix.code(row, k)];
      }
    }
    return result;
  }

  @Override
  public Accumulators multiply(int[] codes, int offset) {
    float[] planes = planes(codes, offset);
    long[] out = new long[patches.count() * rows];
    float[] tile = new float[ROWS * SPAN];
    Window window = patches.window();
    int width = patches.outputWidth();
    if (window.strideHeight() == 1 && window.strideWidth() == 1) {
      run(planes, 0, (patches.outputHeight() - 1) * paddedWidth + width, 0, tile, out);
    } else {
      for (int oy = 0; oy < patches.outputHeight(); oy++) {
        int start = oy * window.strideHeight() * paddedWidth;
        run(planes, start, (width - 1) * window.strideWidth() + 1, oy * width, tile, out);
      }
    }
    return Accumulators.narrow(patches.count(), rows, out);
  }

  private float[] planes(int[] codes, int offset) {
    MapShape map = patches.input();
    Window window = patches.window();
    int channels = map.channels();
    float[] planes = new float[channels * plane + SPAN];
    if (window.isPadded() && border != 0) {
      Arrays.fill(planes, border);
    }
    int from = offset;
    for (int y = 0; y < map.height(); y++) {
      int to = (y + window.padTop()) * paddedWidth + window.padLeft();
      for (int x = 0; x < map.width(); x++, to++) {
        for (int c = 0; c < channels; c++) {
          planes[c * plane + to] = images[codes[from++]];
        }
      }
    }
    return planes;
  }

  /**
   * The outputs at the positions from {@code start} on; the first is output pixel {@code pixel}.
   */
  private void run(float[] planes, int start, int length, int pixel, float[] tile, long[] out) {
    int blocks = (rowsPerGroup + ROWS - 1) / ROWS;
    int groupPlanes = patches.input().channels() / groups * plane;
    for (int at = 0; at < length; at += SPAN) {
      int span = Math.min(SPAN, length - at);
      for (int group = 0; group < groups; group++) {
        for (int block = 0; block < blocks; block++) {
          int w = (group * blocks + block) * distances.length * ROWS;
          multiply(weights, w, planes, group * groupPlanes + start + at, distances, tile);
          int first = block * ROWS;
          int count = Math.min(ROWS, rowsPerGroup - first);
          keep(tile, at, span, pixel, group * rowsPerGroup + first, count, out);
        }
      }
    }
  }

  /** Keeps what lies on an output pixel: neither between two rows nor between two strides. */
  private void keep(float[] tile, int at, int span, int pixel, int row, int count, long[] out) {
    int stride = patches.window().strideWidth();
    int width = patches.outputWidth();
    int y = at / paddedWidth;
    int x = at % paddedWidth;
    for (int i = 0; i < span; i++) {
      if (x % stride == 0 && x / stride < width) {
        int to = (pixel + y * width + x / stride) * rows + row;
        for (int r = 0; r < count; r++) {
          out[to + r] = (long) tile[r * SPAN + i];
        }
      }
      if (++x == paddedWidth) {
        x = 0;
        y++;
      }
    }
  }

  private static void multiply(
      float[] weights, int weight, float[] planes, int base, int[] distances, float[] tile) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s00;
    FloatVector s12 = s00;
    FloatVector s20 = s00;
    FloatVector s21 = s00;
    FloatVector s22 = s00;
    FloatVector s30 = s00;
    FloatVector s31 = s00;
    FloatVector s32 = s00;
    int w = weight;
    for (int distance : distances) {
      int at = base + distance;
      FloatVector x0 = FloatVector.fromArray(SPECIES, planes, at);
      FloatVector x1 = FloatVector.fromArray(SPECIES, planes, at + LANES);
      FloatVector x2 = FloatVector.fromArray(SPECIES, planes, at + 2 * LANES);
      FloatVector w0 = FloatVector.broadcast(SPECIES, weights[w]);
      s00 = x0.fma(w0, s00);
      s01 = x1.fma(w0, s01);
      s02 = x2.fma(w0, s02);
      FloatVector w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
      s10 = x0.fma(w1, s10);
      s11 = x1.fma(w1, s11);
      s12 = x2.fma(w1, s12);
      FloatVector w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
      s20 = x0.fma(w2, s20);
      s21 = x1.fma(w2, s21);
      s22 = x2.fma(w2, s22);
      FloatVector w3 = FloatVector.broadcast(SPECIES, weights[w + 3]);
      s30 = x0.fma(w3, s30);
      s31 = x1.fma(w3, s31);
      s32 = x2.fma(w3, s32);
      w += ROWS;
    }
    store(tile, 0, s00, s01, s02);
    store(tile, SPAN, s10, s11, s12);
    store(tile, 2 * SPAN, s20, s21, s22);
    store(tile, 3 * SPAN, s30, s31, s32);
  }

  private static void store(float[] tile, int at, FloatVector a, FloatVector b, FloatVector c) {
    a.intoArray(tile, at);
    b.intoArray(tile, at + LANES);
    c.intoArray(tile, at + 2 * LANES);
  }
}
