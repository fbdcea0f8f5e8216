package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.util.List;
import java.util.Optional;

/**
 * Pooling: every channel of every output pixel is the maximum, or the sum, of that channel over the
 * window.
 *
 * <p>A maximum compares values, not codes; its border is the least value, which never wins, and it
 * has no requantizer. The average is a sum whose step function divides.
 *
 * @param name unique within the network; a Verilog identifier
 * @param patches the map, the window and its border
 * @param operation what is made of a window
 * @param requantizer of a sum: one step function per channel; absent only in a last layer
 */
public record PoolLayer(
    String name, Patches patches, Operation operation, Optional<Requantizer> requantizer)
    implements Layer {

  /** What is made of a window. */
  public enum Operation {
    /** The greatest value. */
    MAX,
    /** The exact sum of the images. */
    SUM
  }

  /** Checks the channels, and the border of a maximum. */
  public PoolLayer {
    Layers.requireIdentifier(name);
    Layers.requireChannels(name, requantizer, patches.input().channels());
    if (operation == Operation.MAX
        && (requantizer.isPresent()
            || !patches.windowFormat().equals(patches.format())
            || patches.windowFormat().levels().rank(patches.padCode()) != 0)) {
      throw new IllegalArgumentException(
          "layer %s: a maximum has the least value around it and no requantizer".formatted(name));
    }
  }

  /** The greatest value of each window; positions beyond the map never win. */
  public static PoolLayer max(String name, MapShape input, Format format, Window window) {
    int least = format.levels().code(0);
    return new PoolLayer(
        name, new Patches(input, format, window, format, least), Operation.MAX, Optional.empty());
  }

  @Override
  public String kind() {
    return "pool";
  }

  @Override
  public List<MapShape> inputShapes() {
    return List.of(patches.input());
  }

  @Override
  public List<Format> inputFormats() {
    return List.of(patches.format());
  }

  @Override
  public MapShape outputShape() {
    return patches.window().output(patches.input(), patches.input().channels());
  }

  @Override
  public Optional<Format> output() {
    return operation == Operation.MAX
        ? Optional.of(patches.format())
        : requantizer.map(Requantizer::output);
  }

  @Override
  public IntegerRange accumulatorRange() {
    IntegerRange images = Layers.images(patches.windowFormat());
    return operation == Operation.MAX ? images : images.times(patches.window().positions());
  }
}
