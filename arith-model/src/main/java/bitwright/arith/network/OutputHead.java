package bitwright.arith.network;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * From the exact integers that leave the last layer to the network's real outputs: the one place
 * after the input quantizer where floating point is used, in double, off the hardware.
 *
 * <p>{@code y[c] = scale[c]·z[c] + offset[c]}, where z is the accumulator, or where the last layer
 * requantizes, the image of its code; then the rectifier if any, then {@link Post}.
 */
public final class OutputHead {

  /** What follows the affine function. */
  public enum Post {
    /** Nothing. */
    NONE,
    /** Softmax over all channels. */
    SOFTMAX,
    /** The k greatest values, in descending order. */
    TOP_K_VALUES,
    /** The positions of the k greatest values; the lower position first among equals. */
    TOP_K_INDICES
  }

  private final double[] scale;
  private final double[] offset;
  private final boolean rectified;
  private final Post post;
  private final int k;

  /**
   * An output head.
   *
   * @param scale one factor per channel
   * @param offset one addend per channel
   * @param rectified whether max(·, 0) follows
   * @param post what follows
   * @param k the number of values kept, for the top-k posts; else the number of channels
   */
  public OutputHead(double[] scale, double[] offset, boolean rectified, Post post, int k) {
    if (scale.length != offset.length || k < 1 || k > scale.length) {
      throw new IllegalArgumentException(
          "an output head of %d scales, %d offsets and k = %d"
              .formatted(scale.length, offset.length, k));
    }
    this.scale = scale.clone();
    this.offset = offset.clone();
    this.rectified = rectified;
    this.post = post;
    this.k = k;
  }

  /** The plain affine head. */
  public static OutputHead affine(double[] scale, double[] offset) {
    return new OutputHead(scale, offset, false, Post.NONE, scale.length);
  }

  /** The number of channels that come in. */
  public int channels() {
    return scale.length;
  }

  /** The number of values that go out. */
  public int outputs() {
    return k;
  }

  /** The factor of a channel. */
  public double scale(int channel) {
    return scale[channel];
  }

  /** The addend of a channel. */
  public double offset(int channel) {
    return offset[channel];
  }

  /** Whether max(·, 0) follows the affine function. */
  public boolean rectified() {
    return rectified;
  }

  /** What follows. */
  public Post post() {
    return post;
  }

  /** The affine values, before {@link #post()}; their maximum tells the class. */
  public double[] scores(double[] integers) {
    double[] y = new double[scale.length];
    for (int c = 0; c < y.length; c++) {
      y[c] = scale[c] * integers[c] + offset[c];
      if (rectified) {
        y[c] = Math.max(y[c], 0);
      }
    }
    return y;
  }

  /** The class: the position of the greatest score, the lowest among equals. */
  public int argMax(double[] integers) {
    double[] y = scores(integers);
    int best = 0;
    for (int c = 1; c < y.length; c++) {
      if (y[c] > y[best]) {
        best = c;
      }
    }
    return best;
  }

  /** The network's outputs. */
  public double[] apply(double[] integers) {
    double[] y = scores(integers);
    return switch (post) {
      case NONE -> y;
      case SOFTMAX -> softmax(y);
      case TOP_K_VALUES -> Arrays.stream(order(y)).limit(k).mapToDouble(i -> y[i]).toArray();
      case TOP_K_INDICES -> Arrays.stream(order(y)).limit(k).asDoubleStream().toArray();
    };
  }

  private static int[] order(double[] y) {
    return IntStream.range(0, y.length)
        .boxed()
        .sorted((a, b) -> y[a] == y[b] ? Integer.compare(a, b) : Double.compare(y[b], y[a]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double[] softmax(double[] y) {
    double max = Arrays.stream(y).max().orElseThrow();
    double[] e = Arrays.stream(y).map(v -> Math.exp(v - max)).toArray();
    double sum = Arrays.stream(e).sum();
    return Arrays.stream(e).map(v -> v / sum).toArray();
  }
}
