package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An elementwise sum of feature maps of one shape: {@code accumulator = Σ_i multiplier_i ·
 * image(code_i)}.
 *
 * <p>The multipliers are the branches' real scales brought to one exact unit, so the sum is exact
 * and passes through one step function. Two maps make a residual addition; one map is a quantizer
 * alone. Example: scales 0.5 and 0.75 give the multipliers 2 and 3 in units of 0.25.
 *
 * @param name unique within the network; a Verilog identifier
 * @param shape of every map
 * @param formats of the maps' codes
 * @param multipliers one integer per map, of either sign, not zero
 * @param requantizer one step function per channel; absent only in a last layer
 */
public record SumLayer(
    String name,
    MapShape shape,
    List<Format> formats,
    List<BigInteger> multipliers,
    Optional<Requantizer> requantizer)
    implements Layer {

  /** Checks the numbers of maps and channels. */
  public SumLayer {
    Layers.requireIdentifier(name);
    formats = List.copyOf(formats);
    multipliers = List.copyOf(multipliers);
    if (formats.isEmpty() || formats.size() != multipliers.size()) {
      throw new IllegalArgumentException(
          "layer %s has %d maps and %d multipliers"
              .formatted(name, formats.size(), multipliers.size()));
    }
    if (multipliers.contains(BigInteger.ZERO)) {
      throw new IllegalArgumentException("layer %s has a multiplier of zero".formatted(name));
    }
    Layers.requireChannels(name, requantizer, shape.channels());
  }

  @Override
  public String kind() {
    return "add";
  }

  @Override
  public List<MapShape> inputShapes() {
    return Collections.nCopies(formats.size(), shape);
  }

  @Override
  public List<Format> inputFormats() {
    return formats;
  }

  @Override
  public MapShape outputShape() {
    return shape;
  }

  @Override
  public Optional<Format> output() {
    return requantizer.map(Requantizer::output);
  }

  @Override
  public IntegerRange accumulatorRange() {
    IntegerRange sum = IntegerRange.of(BigInteger.ZERO, BigInteger.ZERO);
    for (int i = 0; i < formats.size(); i++) {
      sum = sum.plus(term(i));
    }
    return sum;
  }

  /** The range of one map's term. */
  public IntegerRange term(int map) {
    BigInteger m = multipliers.get(map);
    return Layers.images(formats.get(map)).times(IntegerRange.of(m, m));
  }
}
