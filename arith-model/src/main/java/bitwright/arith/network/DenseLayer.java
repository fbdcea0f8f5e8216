package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A matrix-vector product: codes [groups · columns] ↦ exact accumulators [rows] ↦ codes [rows].
 *
 * <p>{@code accumulator[r] = Σ_c image(weight[r,c]) · image(input[g·columns + c])}, in units of 2
 * to the sum of both formats' unit exponents, where {@code g = ⌊r · groups / rows⌋}: rows and
 * inputs are cut into as many equal blocks, and a block of rows sees its block of the inputs only.
 * A fully connected layer has one group. Biases, scales and batch normalization live in the step
 * functions of the requantizer, or for the last layer in the network's output head.
 *
 * @param name unique within the network; a Verilog identifier
 * @param weights the weight codes
 * @param groups divides the rows
 * @param input the format of the input codes
 * @param requantizer absent only in a last layer whose accumulators leave the network
 */
public record DenseLayer(
    String name, WeightMatrix weights, int groups, Format input, Optional<Requantizer> requantizer)
    implements Layer {

  /** Checks the name, the groups and the number of channels. */
  public DenseLayer {
    Layers.requireIdentifier(name);
    if (groups < 1 || weights.rows() % groups != 0) {
      throw new IllegalArgumentException(
          "layer %s cannot divide %d rows into %d groups".formatted(name, weights.rows(), groups));
    }
    Math.multiplyExact(groups, weights.columns());
    Layers.requireChannels(name, requantizer, weights.rows());
  }

  /** A fully connected layer: one group. */
  public DenseLayer(
      String name, WeightMatrix weights, Format input, Optional<Requantizer> requantizer) {
    this(name, weights, 1, input, requantizer);
  }

  @Override
  public String kind() {
    return "dense";
  }

  /** The inputs that one row sees. */
  public int columns() {
    return weights.columns();
  }

  /** The number of inputs, {@code groups · columns}. */
  public int inputs() {
    return groups * columns();
  }

  /** The number of output channels. */
  public int rows() {
    return weights.rows();
  }

  /** The block of inputs that a row sees. */
  public int group(int row) {
    return row / (rows() / groups);
  }

  @Override
  public List<MapShape> inputShapes() {
    return List.of(MapShape.vector(inputs()));
  }

  @Override
  public List<Format> inputFormats() {
    return List.of(input);
  }

  @Override
  public MapShape outputShape() {
    return MapShape.vector(rows());
  }

  @Override
  public Optional<DenseLayer> kernel() {
    return Optional.of(this);
  }

  @Override
  public long macs() {
    return weights.macs();
  }

  /** The tight range of the accumulators, from the actual weights. */
  @Override
  public IntegerRange accumulatorRange() {
    return weights.accumulatorRange(input);
  }

  /** The format of the output codes; empty if accumulators leave the network. */
  @Override
  public Optional<Format> output() {
    return requantizer.map(Requantizer::output);
  }

  /** The exact accumulator of a row, by definition: the slow reference for every kernel. */
  public BigInteger accumulate(int row, int[] inputCodes) {
    BigInteger sum = BigInteger.ZERO;
    int from = group(row) * columns();
    for (int c = 0; c < columns(); c++) {
      sum =
          sum.add(
              weights
                  .format()
                  .image(weights.code(row, c))
                  .multiply(input.image(inputCodes[from + c])));
    }
    return sum;
  }
}
