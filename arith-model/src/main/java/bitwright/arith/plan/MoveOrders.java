package bitwright.arith.plan;

import bitwright.arith.network.MapShape;
import java.util.List;

/** The orders in which layers that only move codes read the words of a map. */
public final class MoveOrders {

  private MoveOrders() {}

  /**
   * Nearest-neighbour enlargement: every row is read {@code rows} times, in a row every pixel
   * {@code columns} times.
   *
   * @param map that comes in
   * @param lanes channels a word; divides the channels
   */
  public static LineBufferPlan upsample(MapShape map, int lanes, int rows, int columns) {
    int pixel = words(map.channels(), lanes);
    int row = Math.multiplyExact(map.width(), pixel);
    LoopNest nest =
        new LoopNest(
            List.of(
                new LoopNest.Loop("row", map.height()),
                new LoopNest.Loop("row_copy", rows),
                new LoopNest.Loop("column", map.width()),
                new LoopNest.Loop("column_copy", columns),
                new LoopNest.Loop("word", pixel)));
    return plan(nest, map, pixel, List.of(row, 0, pixel, 0, 1));
  }

  /**
   * Depth to space: a pixel's channels become {@code block × block} pixels.
   *
   * @param map that comes in
   * @param lanes channels a word; divides the channels of an output pixel, and is 1 where these are
   *     not neighbours
   * @param block edge of a block
   * @param channelsOutside whether the channel of the output pixel comes before the position in the
   *     block among the channels that come in (ONNX's mode CRD)
   */
  public static LineBufferPlan depthToSpace(
      MapShape map, int lanes, int block, boolean channelsOutside) {
    int pixel = words(map.channels(), lanes);
    int part = words(map.channels() / (block * block), lanes);
    int row = Math.multiplyExact(map.width(), pixel);
    if (channelsOutside && block > 1 && lanes > 1) {
      throw new IllegalArgumentException(
          "channels that are not neighbours are moved one by one, not %d at a time"
              .formatted(lanes));
    }
    LoopNest nest =
        new LoopNest(
            List.of(
                new LoopNest.Loop("row", map.height()),
                new LoopNest.Loop("block_row", block),
                new LoopNest.Loop("column", map.width()),
                new LoopNest.Loop("block_column", block),
                new LoopNest.Loop("word", part)));
    List<Integer> strides =
        channelsOutside
            ? List.of(row, block, pixel, 1, block * block)
            : List.of(row, block * part, pixel, part, 1);
    return plan(nest, map, pixel, strides);
  }

  private static LineBufferPlan plan(
      LoopNest nest, MapShape map, int pixel, List<Integer> strides) {
    int words = Math.multiplyExact(map.pixels(), pixel);
    Walk position = nest.walk(0, words, strides);
    Walk oldest = nest.walk(0, words, List.of(strides.get(0), 0, 0, 0, 0));
    LineBufferPlan.Pace pace = new LineBufferPlan.Pace(nest.steadyWalk(), nest.steps(), pixel);
    return new LineBufferPlan(nest, words, pace, position, oldest, List.of());
  }

  private static int words(int channels, int lanes) {
    if (lanes < 1 || channels % lanes != 0) {
      throw new IllegalArgumentException(
          "%d channels cannot be cut into words of %d".formatted(channels, lanes));
    }
    return channels / lanes;
  }
}
