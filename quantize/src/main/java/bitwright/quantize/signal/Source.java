package bitwright.quantize.signal;

import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.step.Requantizer;
import bitwright.quantize.graph.Node;
import java.util.List;
import java.util.Optional;

/** Where the numbers of a signal come from. */
public sealed interface Source permits Source.Input, Source.Computed, Pending {

  /** How messages call it. */
  String label();

  /**
   * The network's input.
   *
   * @param name the tensor's name
   * @param shape the shape of one image
   */
  record Input(String name, List<Integer> shape) implements Source {

    /** Copies the shape. */
    public Input {
      shape = List.copyOf(shape);
    }

    @Override
    public String label() {
      return "the input '" + Node.shortened(name) + "'";
    }
  }

  /** A layer: integers from codes. */
  sealed interface Computed extends Source permits Dense, Conv, SumPool, Sum, Passing {

    /** The name given to the layer. */
    String layer();

    /** The codes that enter. */
    List<CodedSignal> inputs();

    /** The map that each input must be; empty where any map of that size will do. */
    List<Optional<MapShape>> inputMaps();

    /** The map that goes out. */
    MapShape map();

    /**
     * The layer.
     *
     * @param maps the maps that come in
     * @param requantizer what follows the integers, unless they leave the network
     */
    Layer build(List<MapShape> maps, Optional<Requantizer> requantizer);
  }
}
