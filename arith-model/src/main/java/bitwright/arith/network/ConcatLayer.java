package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The channels of several maps one after the other, in every pixel. All have one format, and one
 * code means the same real number in each.
 *
 * @param name unique within the network; a Verilog identifier
 * @param inputs the maps, of equal height and width
 * @param format of every code
 */
public record ConcatLayer(String name, List<MapShape> inputs, Format format) implements Layer {

  /** Checks that the maps have equal height and width. */
  public ConcatLayer {
    Layers.requireIdentifier(name);
    inputs = List.copyOf(inputs);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("layer %s has no map".formatted(name));
    }
    MapShape first = inputs.get(0);
    for (MapShape input : inputs) {
      if (input.height() != first.height() || input.width() != first.width()) {
        throw new IllegalArgumentException(
            "layer %s cannot join maps of %s and %s".formatted(name, first, input));
      }
    }
  }

  @Override
  public String kind() {
    return "concat";
  }

  @Override
  public List<MapShape> inputShapes() {
    return inputs;
  }

  @Override
  public List<Format> inputFormats() {
    return Collections.nCopies(inputs.size(), format);
  }

  @Override
  public MapShape outputShape() {
    return inputs.get(0).withChannels(inputs.stream().mapToInt(MapShape::channels).sum());
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
