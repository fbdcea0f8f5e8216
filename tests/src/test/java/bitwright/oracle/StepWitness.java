package bitwright.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bitwright.arith.format.IntegerRange;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.Network;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.StepFunction;
import bitwright.oracle.GraphFile.Node;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The requantizers of a network against the nodes between a product and the next quantizer.
 *
 * <p>An accumulator a of a row stands for the real product a · (weight scale of the row) · (input
 * scale) · 2^(units). The weight scale is found from the graph's own weights, which thereby are
 * checked against the golden codes one by one.
 */
final class StepWitness {

  private static final String[] QUANTIZERS = {
    "Quant", "IntQuant", "BipolarQuant", "FloatQuant", "DequantizeLinear"
  };

  private final Network network;
  private final Executor<Rational> exact;
  private final List<Node> products;
  private final List<Node> quantizers;

  StepWitness(GraphFile graph, Network network) {
    this.network = network;
    exact = new Executor<>(graph, new ExactField());
    products = exact.dynamic("MatMul", "Gemm");
    quantizers = exact.dynamic(QUANTIZERS);
    assertEquals(network.layers().size(), products.size());
  }

  /**
   * Checks that every weight is its golden code times one scale per row; returns the scales, 0 for
   * rows of zeros.
   */
  List<Rational> weightScales(int layer) {
    WeightMatrix golden = network.kernel(layer).weights();
    Tensor<Rational> weights = exact.constant(products.get(layer).inputs().get(1));
    boolean rowsFirst = products.get(layer).integer("transB", 0) == 1;
    Tensor<Rational> matrix = rowsFirst ? weights : weights.transposed(1, 0);
    List<Rational> scales = new ArrayList<>();
    for (int r = 0; r < golden.rows(); r++) {
      Rational scale = null;
      for (int c = 0; c < golden.columns(); c++) {
        Rational code = Witness.value(golden.format(), golden.code(r, c));
        Rational weight = matrix.get(r * golden.columns() + c);
        if (scale == null && code.signum() != 0) {
          scale = weight.over(code);
        }
        Rational expected = code.signum() == 0 ? Rational.ZERO : code.times(scale);
        assertEquals(expected, weight, "weight " + r + ", " + c + " of layer " + layer);
      }
      scales.add(scale == null ? Rational.ZERO : scale);
    }
    return scales;
  }

  /**
   * The number of (row, accumulator) pairs compared in a layer: beside and at every threshold. None
   * where inputs have a zero point, since the products then have an offset.
   */
  long compare(int layer) {
    return compare(layer, network.kernel(layer).requantizer().orElseThrow());
  }

  long compare(int layer, Requantizer requantizer) {
    DenseLayer golden = network.kernel(layer);
    Node product = products.get(layer);
    int ahead = quantizers.size() - (network.layers().size() - 1);
    Node last = quantizers.get(layer + ahead);
    Rational inputScale =
        ahead == 0 && layer == 0
            ? Rational.of(0x1p-10)
            : exact.constant(quantizers.get(layer + ahead - 1).inputs().get(1)).get(0);
    if (ahead + layer > 0 && exact.zeroPoint(quantizers.get(layer + ahead - 1)).signum() != 0) {
      return 0;
    }
    Rational zero = exact.zeroPoint(last);
    Rational outputScale = exact.constant(last.inputs().get(1)).get(0);
    int unit = golden.weights().format().unitExponent() + golden.input().unitExponent();
    Rational common = inputScale.times(Rational.scaled(BigInteger.ONE, unit));
    List<Rational> scales = weightScales(layer);
    IntegerRange range = golden.accumulatorRange();
    int thresholds = requantizer.channels().get(0).count();
    return IntStream.range(0, 3 * thresholds)
        .parallel()
        .mapToLong(
            i -> {
              List<BigInteger> accumulators = new ArrayList<>();
              List<Rational> sums = new ArrayList<>();
              for (int r = 0; r < golden.rows(); r++) {
                StepFunction steps = requantizer.channels().get(r);
                BigInteger a = steps.threshold(i / 3).add(BigInteger.valueOf(i % 3 - 1L));
                accumulators.add(a);
                sums.add(Rational.of(a).times(scales.get(r)).times(common));
              }
              int[] shape = {1, golden.rows()};
              Tensor<Rational> out = exact.runFrom(product, new Tensor<>(shape, sums), last);
              long compared = 0;
              for (int r = 0; r < golden.rows(); r++) {
                BigInteger a = accumulators.get(r);
                boolean occurs = scales.get(r).signum() != 0 || a.signum() == 0;
                if (occurs && range.min().compareTo(a) <= 0 && a.compareTo(range.max()) <= 0) {
                  int code = requantizer.code(r, a);
                  Rational value = Witness.value(requantizer.output(), code);
                  if (!out.get(r).equals(value.times(outputScale))
                      && !out.get(r).equals(value.minus(zero).times(outputScale))) {
                    throw new AssertionError(
                        "layer %d, row %d, at %d: code %d, but the graph gives %s"
                            .formatted(layer, r, a, code, out.get(r).doubleValue()));
                  }
                  compared++;
                }
              }
              return compared;
            })
        .sum();
  }
}
