package bitwright.quantize.signal;

import bitwright.arith.format.Format;
import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.UpsampleLayer;
import bitwright.arith.network.Window;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * What passes elements of maps on without computing: it commutes with every function of single
 * elements, a maximum with those that do not fall.
 */
public sealed interface Passage {

  /** The maps that come in. */
  List<MapShape> inputs();

  /** The map that goes out. */
  MapShape output();

  /** The channel where an input's channel ends up. */
  default int outputChannel(int input, int channel) {
    return channel;
  }

  /** Whether elements are compared, so that it commutes only with what does not fall. */
  default boolean compares() {
    return false;
  }

  /** The layer that does this with codes. */
  Layer layer(String name, Format format);

  /** Numbers per output channel as numbers per channel of an input. */
  default Coefficients pulled(Coefficients coefficients, int input) {
    if (coefficients.isShared()) {
      return coefficients;
    }
    MapShape map = inputs().get(input);
    BigFraction[] values = new BigFraction[map.channels()];
    for (int c = 0; c < values.length; c++) {
      values[c] = coefficients.at(outputChannel(input, c) * output().pixels());
    }
    return Coefficients.of(values, map.pixels());
  }

  /**
   * The greatest of each window; what lies beyond the map never wins.
   *
   * @param input the map
   * @param window how it slides
   */
  record MaxPool(MapShape input, Window window) implements Passage {

    @Override
    public List<MapShape> inputs() {
      return List.of(input);
    }

    @Override
    public MapShape output() {
      return window.output(input, input.channels());
    }

    @Override
    public boolean compares() {
      return true;
    }

    @Override
    public Layer layer(String name, Format format) {
      return PoolLayer.max(name, input, format, window);
    }
  }

  /**
   * Channels of several maps one after the other.
   *
   * @param inputs the maps
   */
  record Concat(List<MapShape> inputs) implements Passage {

    /** Copies the list. */
    public Concat {
      inputs = List.copyOf(inputs);
    }

    @Override
    public MapShape output() {
      return inputs.get(0).withChannels(inputs.stream().mapToInt(MapShape::channels).sum());
    }

    @Override
    public int outputChannel(int input, int channel) {
      return inputs.subList(0, input).stream().mapToInt(MapShape::channels).sum() + channel;
    }

    @Override
    public Layer layer(String name, Format format) {
      return new ConcatLayer(name, inputs, format);
    }
  }

  /**
   * Every pixel repeated.
   *
   * @param input the map
   * @param rows how often in height
   * @param columns how often in width
   */
  record Upsample(MapShape input, int rows, int columns) implements Passage {

    @Override
    public List<MapShape> inputs() {
      return List.of(input);
    }

    @Override
    public MapShape output() {
      return new MapShape(input.channels(), input.height() * rows, input.width() * columns);
    }

    @Override
    public Layer layer(String name, Format format) {
      return new UpsampleLayer(name, input, format, rows, columns);
    }
  }

  /**
   * Channels laid out as pixels.
   *
   * @param input the map
   * @param block edge of a block of pixels
   * @param order of the channels
   */
  record DepthToSpace(MapShape input, int block, DepthToSpaceLayer.Order order) implements Passage {

    @Override
    public List<MapShape> inputs() {
      return List.of(input);
    }

    @Override
    public MapShape output() {
      return new MapShape(
          input.channels() / (block * block), input.height() * block, input.width() * block);
    }

    @Override
    public int outputChannel(int unused, int channel) {
      return order == DepthToSpaceLayer.Order.DCR
          ? channel % output().channels()
          : channel / (block * block);
    }

    @Override
    public Layer layer(String name, Format format) {
      return new DepthToSpaceLayer(name, input, format, block, order);
    }
  }
}
