package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.util.List;
import java.util.Optional;

/**
 * One layer of a network: from the codes of one or more feature maps to those of another.
 *
 * <p>Every layer computes an exact integer per output element, its <em>accumulator</em>, and where
 * it has a {@link Requantizer} steps from that to a code. A layer that only moves or compares codes
 * has none; its accumulators are the images of the codes that it passes on.
 */
public sealed interface Layer
    permits ConcatLayer,
        ConvLayer,
        DenseLayer,
        DepthToSpaceLayer,
        PoolLayer,
        SumLayer,
        UpsampleLayer {

  /** Unique within the network; a Verilog identifier. */
  String name();

  /** The kind of layer in reports: dense, conv, pool, add, concat, upsample, depthtospace. */
  String kind();

  /** The maps that come in. */
  List<MapShape> inputShapes();

  /** The formats of their codes. */
  List<Format> inputFormats();

  /** The map that goes out. */
  MapShape outputShape();

  /** The format of its codes; empty if accumulators leave the network. */
  Optional<Format> output();

  /** A range that holds every accumulator. */
  IntegerRange accumulatorRange();

  /** From accumulators to codes, one step function per output channel, where there is one. */
  default Optional<Requantizer> requantizer() {
    return Optional.empty();
  }

  /** The matrix product at the heart of a dense or convolutional layer. */
  default Optional<DenseLayer> kernel() {
    return Optional.empty();
  }

  /** The multiply-accumulates of one inference. */
  default long macs() {
    return 0;
  }
}
