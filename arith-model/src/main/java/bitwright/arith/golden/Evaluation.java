package bitwright.arith.golden;

import bitwright.arith.dot.Accumulators;
import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.network.Network;
import java.math.BigInteger;
import java.util.List;

/**
 * What the golden model computed for a batch: every code of every layer, and the last accumulators.
 *
 * @param network the network
 * @param inputs the codes that entered, in stream order
 * @param layerCodes for each layer that gives codes, these, in stream order
 * @param lastAccumulators the accumulators of the last layer, in stream order
 */
public record Evaluation(
    Network network,
    CodeMatrix inputs,
    List<CodeMatrix> layerCodes,
    Accumulators lastAccumulators) {

  /** The number of vectors in the batch. */
  public int vectors() {
    return inputs.vectors();
  }

  /**
   * The integers that leave the last layer, as they leave the hardware too: accumulators, or where
   * the last layer gives codes, the images of its codes.
   *
   * @param element in ONNX order
   */
  public BigInteger outputInteger(int vector, int element) {
    int at = network.last().outputShape().streamIndex(element);
    if (network.emitsAccumulators()) {
      return lastAccumulators.get(vector, at);
    }
    CodeMatrix codes = layerCodes.get(layerCodes.size() - 1);
    return codes.format().image(codes.code(vector, at));
  }

  /** The integers of one vector as doubles in ONNX order, for the output head. */
  public double[] outputIntegers(int vector) {
    double[] integers = new double[network.last().outputShape().elements()];
    for (int c = 0; c < integers.length; c++) {
      integers[c] = outputInteger(vector, c).doubleValue();
    }
    return integers;
  }

  /** The network's real outputs for one vector. */
  public double[] outputs(int vector) {
    return network.head().apply(outputIntegers(vector));
  }

  /** The class of one vector: the position of the greatest score. */
  public int argMax(int vector) {
    return network.head().argMax(outputIntegers(vector));
  }
}
