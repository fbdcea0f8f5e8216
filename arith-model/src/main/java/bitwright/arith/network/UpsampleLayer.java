package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import java.util.List;
import java.util.Optional;

/**
 * Nearest-neighbour enlargement by whole factors: output pixel {@code (y, x)} is input pixel {@code
 * (⌊y / rows⌋, ⌊x / columns⌋)}.
 *
 * @param name unique within the network; a Verilog identifier
 * @param input the map
 * @param format of its codes
 * @param rows how often each row is repeated
 * @param columns how often each pixel of a row is repeated
 */
public record UpsampleLayer(String name, MapShape input, Format format, int rows, int columns)
    implements Layer {

  /** Checks the factors. */
  public UpsampleLayer {
    Layers.requireIdentifier(name);
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "layer %s cannot enlarge %d × %d times".formatted(name, rows, columns));
    }
  }

  @Override
  public String kind() {
    return "upsample";
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
        input.channels(),
        Math.multiplyExact(input.height(), rows),
        Math.multiplyExact(input.width(), columns));
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
