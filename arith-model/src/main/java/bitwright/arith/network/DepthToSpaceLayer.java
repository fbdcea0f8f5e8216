package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import java.util.List;
import java.util.Optional;

/**
 * Channels laid out as pixels: each pixel of {@code C} channels becomes {@code block × block}
 * pixels of {@code C / block²}.
 *
 * <p>Output pixel {@code (y·block + i, x·block + j)} takes its channel c from channel {@code (i ·
 * block + j) · C/block² + c} of input pixel {@code (y, x)} in the order DCR, from {@code c · block²
 * + i · block + j} in the order CRD.
 *
 * @param name unique within the network; a Verilog identifier
 * @param input the map
 * @param format of its codes
 * @param block edge of a block
 * @param order where in a pixel's channels the block's positions are
 */
public record DepthToSpaceLayer(String name, MapShape input, Format format, int block, Order order)
    implements Layer {

  /** ONNX's two modes. */
  public enum Order {
    /** Depth, column, row: positions outside, channels inside. */
    DCR,
    /** Column, row, depth: channels outside, positions inside. */
    CRD
  }

  /** Checks the block. */
  public DepthToSpaceLayer {
    Layers.requireIdentifier(name);
    if (block < 1 || input.channels() % (block * block) != 0) {
      throw new IllegalArgumentException(
          "layer %s cannot lay out %d channels in blocks of %d × %d"
              .formatted(name, input.channels(), block, block));
    }
  }

  @Override
  public String kind() {
    return "depthtospace";
  }

  /** The input channel of output channel c at position (row, column) of a block. */
  public int sourceChannel(int c, int row, int column) {
    int position = row * block + column;
    return order == Order.DCR
        ? position * outputShape().channels() + c
        : c * block * block + position;
  }

  @Override
  public List<MapShape> inputShapes() {
    return List.of(input);
  }

  @Override
  public List<Format> inputFormats() {
    return List.of(format);
  }

  @Override
  public MapShape outputShape() {
    return new MapShape(
        input.channels() / (block * block), input.height() * block, input.width() * block);
  }

  @Override
  public Optional<Format> output() {
    return Optional.of(format);
  }

  @Override
  public IntegerRange accumulatorRange() {
    return Layers.images(format);
  }
}
