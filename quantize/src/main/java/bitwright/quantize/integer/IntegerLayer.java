package bitwright.quantize.integer;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Stage.Quantizer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A linear layer on integers: {@code y[v, r] = Σ_c (w[c, r] − u[r]) · (x[v, c] − z)}, exactly, with
 * stored integers w and x and their zero-points u and z.
 *
 * <p>Zero-points are part of the formats: the weight codes are w − u, the input codes x − z. So the
 * accumulators of the layer, and of the hardware made from it, are y itself and need no correction.
 * Example: w = 200, u = 128, x = 7, z = 130 give the codes 72 and −123 and the product −8856.
 *
 * @param node the node's name in the file, or if it has none, that of its output
 * @param name a name for the layer: a Verilog identifier
 * @param input what enters
 * @param output the tensor that holds y as int32
 * @param weights w − u, a row per output channel, in the integer format of least width
 */
public record IntegerLayer(
    String node, String name, IntegerInput input, String output, WeightMatrix weights) {

  /** The same under another name. Layers of equal names, shapes and widths give equal hardware. */
  public IntegerLayer named(String newName) {
    return new IntegerLayer(node, newName, input, output, weights);
  }

  /** The layer; its accumulators are y. */
  public DenseLayer layer() {
    return new DenseLayer(name, weights, input.format(), Optional.empty());
  }

  /**
   * A network of this one layer: it takes the integers x − z as reals and gives y.
   *
   * @param networkName the network's name, an identifier
   */
  public Network network(String networkName) {
    Format format = input.format();
    Quantizer identity = new Quantizer(format, Rounding.TIES_TO_EVEN, BigFraction.ONE);
    double[] ones = new double[weights.rows()];
    Arrays.fill(ones, 1);
    return new Network(
        networkName,
        List.of(weights.columns()),
        InputQuantizer.compile(weights.columns(), List.of(List.of()), identity),
        List.of(layer()),
        OutputHead.affine(ones, new double[weights.rows()]));
  }

  /**
   * The codes x − z of a batch.
   *
   * @param x stored integers {@code [vectors, columns]}
   * @param zeroPoints the zero-point of every vector
   * @throws IllegalArgumentException if sizes do not agree or a number is not of the stored type
   */
  public CodeMatrix codes(int[] x, int[] zeroPoints) {
    int columns = weights.columns();
    if (x.length != (long) zeroPoints.length * columns) {
      throw new IllegalArgumentException(
          "%d integers are not %d vectors of %d".formatted(x.length, zeroPoints.length, columns));
    }
    Format format = input.format();
    int mask = format.codes() - 1;
    int[] codes = new int[x.length];
    Arrays.setAll(codes, i -> input.value(x[i], zeroPoints[i / columns]) & mask);
    return new CodeMatrix(format, zeroPoints.length, columns, codes);
  }
}
