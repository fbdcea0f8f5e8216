package bitwright.arith.network;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.step.Requantizer;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A fully connected layer: codes [columns] ↦ exact accumulators [rows] ↦ codes [rows].
 *
 * <p>{@code accumulator[r] = Σ_c image(weight[r,c]) · image(input[c])}, in units of 2 to the sum of
 * both formats' unit exponents. Biases, scales and batch normalization live in the step functions
 * of the requantizer, or for the last layer in the network's output head.
 *
 * @param name unique within the network; a Verilog identifier
 * @param weights the weight codes
 * @param input the format of the input codes
 * @param requantizer absent only in a last layer whose accumulators leave the network
 */
public record DenseLayer(
    String name, WeightMatrix weights, Format input, Optional<Requantizer> requantizer) {

  /** Checks the name and the number of channels. */
  public DenseLayer {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("layer name '%s' is not an identifier".formatted(name));
    }
    if (requantizer.isPresent() && requantizer.get().channels().size() != weights.rows()) {
      throw new IllegalArgumentException(
          "layer %s has %d rows but %d step functions"
              .formatted(name, weights.rows(), requantizer.get().channels().size()));
    }
  }

  /** The number of inputs. */
  public int columns() {
    return weights.columns();
  }

  /** The number of output channels. */
  public int rows() {
    return weights.rows();
  }

  /** The tight range of the accumulators, from the actual weights. */
  public IntegerRange accumulatorRange() {
    return weights.accumulatorRange(input);
  }

  /** The format of the output codes; empty if accumulators leave the network. */
  public Optional<Format> output() {
    return requantizer.map(Requantizer::output);
  }

  /** The exact accumulator of a row, by definition: the slow reference for every kernel. */
  public BigInteger accumulate(int row, int[] inputCodes) {
    BigInteger sum = BigInteger.ZERO;
    for (int c = 0; c < inputCodes.length; c++) {
      sum =
          sum.add(
              weights.format().image(weights.code(row, c)).multiply(input.image(inputCodes[c])));
    }
    return sum;
  }
}
