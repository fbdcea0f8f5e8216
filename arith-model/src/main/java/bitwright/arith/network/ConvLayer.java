package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.util.List;
import java.util.Optional;

/**
 * A convolution (in the networks' sense, a correlation): every output pixel is the product of one
 * weight matrix with the patch that the window cuts there.
 *
 * <p>With {@code n = C / groups} channels per group, weights have the shape {@code [rows,
 * kernelHeight · kernelWidth · n]} in the order {@code (ky, kx, c)}. A depthwise convolution has as
 * many groups as channels.
 *
 * @param name unique within the network; a Verilog identifier
 * @param patches the map, the window and its border
 * @param weights one row per output channel
 * @param groups divides input and output channels
 * @param requantizer one step function per output channel; absent only in a last layer
 */
public record ConvLayer(
    String name,
    Patches patches,
    WeightMatrix weights,
    int groups,
    Optional<Requantizer> requantizer)
    implements Layer {

  /** Checks that weights, groups and channels agree. */
  public ConvLayer {
    Layers.requireIdentifier(name);
    int channels = patches.input().channels();
    if (groups < 1 || channels % groups != 0 || weights.rows() % groups != 0) {
      throw new IllegalArgumentException(
          "layer %s cannot divide %d input and %d output channels into %d groups"
              .formatted(name, channels, weights.rows(), groups));
    }
    if (weights.columns() != patches.size() / groups) {
      throw new IllegalArgumentException(
          "layer %s has %d weights a row for patches of %d in %d groups"
              .formatted(name, weights.columns(), patches.size(), groups));
    }
    Layers.requireChannels(name, requantizer, weights.rows());
  }

  @Override
  public String kind() {
    return "conv";
  }

  /**
   * The matrix product of one output pixel. Its input vector is the patch in the order {@code
   * (group, ky, kx, channel within the group)}, its format the windows'.
   */
  @Override
  public Optional<DenseLayer> kernel() {
    return Optional.of(new DenseLayer(name, weights, groups, patches.windowFormat(), requantizer));
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
    return patches.window().output(patches.input(), weights.rows());
  }

  @Override
  public Optional<Format> output() {
    return requantizer.map(Requantizer::output);
  }

  /** The tight range of the accumulators, from the actual weights. */
  @Override
  public IntegerRange accumulatorRange() {
    return weights.accumulatorRange(patches.windowFormat());
  }

  @Override
  public long macs() {
    return Math.multiplyExact(weights.macs(), (long) patches.count());
  }
}
