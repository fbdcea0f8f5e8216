package bitwright.arith.network;

import java.util.List;

/**
 * The shape of a feature map, {@code [C,H,W]}; a vector of n numbers is {@code [n,1,1]}.
 *
 * <p>Elements travel in <em>stream order</em>: row by row, in a row pixel by pixel, in a pixel
 * channel by channel. Element {@code (c, y, x)} stands at {@code (y·W + x)·C + c} of a stream and
 * at {@code (c·H + y)·W + x} of an ONNX tensor. Example: in {@code [2,1,3]} the stream's elements 0
 * 1 2 3 4 5 are the tensor's 0 3 1 4 2 5.
 *
 * @param channels C
 * @param height H
 * @param width W
 */
public record MapShape(int channels, int height, int width) {

  /** Checks that all are positive and that an index of an element fits in an int. */
  public MapShape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a feature map is at least 1 × 1 × 1, not %d × %d × %d"
              .formatted(channels, height, width));
    }
    Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  /** A vector. */
  public static MapShape vector(int elements) {
    return new MapShape(elements, 1, 1);
  }

  /** Pixels, {@code H·W}. */
  public int pixels() {
    return height * width;
  }

  /** Elements, {@code C·H·W}. */
  public int elements() {
    return channels * height * width;
  }

  /** The same map with another number of channels. */
  public MapShape withChannels(int count) {
    return new MapShape(count, height, width);
  }

  /** The place in a stream of an element of an ONNX tensor. */
  public int streamIndex(int tensorIndex) {
    return tensorIndex % pixels() * channels + tensorIndex / pixels();
  }

  /** The place in an ONNX tensor of an element of a stream. */
  public int tensorIndex(int streamIndex) {
    return streamIndex % channels * pixels() + streamIndex / channels;
  }

  /** Whether stream and tensor have the same order. */
  public boolean ordersAgree() {
    return channels == 1 || pixels() == 1;
  }

  /** {@code [C,H,W]}, as a list. */
  public List<Integer> dims() {
    return List.of(channels, height, width);
  }

  /** {@code C×H×W}; a vector is its length. */
  @Override
  public String toString() {
    return pixels() == 1
        ? Integer.toString(channels)
        : "%d×%d×%d".formatted(channels, height, width);
  }
}
