package bitwright.explore.calibration.timing;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** Layers with random weights and thresholds, from a seed. */
final class RandomLayers {
  private final Random random;

  RandomLayers(long seed) {
    random = new Random(seed);
  }

  /** A matrix of random codes that are numbers. */
  WeightMatrix weights(Format format, int rows, int columns) {
    int[] codes = new int[rows * columns];
    for (int i = 0; i < codes.length; i++) {
      do {
        codes[i] = random.nextInt(format.codes());
      } while (!format.isNumber(codes[i]));
    }
    return new WeightMatrix(format, rows, columns, codes);
  }

  /** A dense layer; without an output format its accumulators leave. */
  DenseLayer dense(
      String name, int rows, int columns, Format weights, Format input, Optional<Format> output) {
    WeightMatrix matrix = weights(weights, rows, columns);
    DenseLayer plain = new DenseLayer(name, matrix, input, Optional.empty());
    return new DenseLayer(
        name, matrix, input, output.map(f -> requantizer(f, plain.accumulatorRange(), rows)));
  }

  /** Random rising step functions on a range of sums, one per channel. */
  Requantizer requantizer(Format output, IntegerRange range, int channels) {
    BigInteger span = range.max().subtract(range.min()).add(BigInteger.TWO);
    List<StepFunction> steps = new ArrayList<>();
    for (int channel = 0; channel < channels; channel++) {
      List<BigInteger> thresholds = new ArrayList<>();
      for (int t = 1; t < output.levels().count(); t++) {
        thresholds.add(range.min().add(new BigInteger(span.bitLength() + 4, random).mod(span)));
      }
      thresholds.sort(null);
      steps.add(new StepFunction(thresholds, false));
    }
    return new Requantizer(output, steps);
  }

  /** A chain of layers. */
  static Network chain(String name, MapShape input, Format format, List<? extends Layer> layers) {
    List<Node> nodes =
        IntStream.range(0, layers.size())
            .mapToObj(i -> new Node(layers.get(i), List.of(i - 1)))
            .toList();
    return graph(name, input, format, nodes);
  }

  /** A graph of layers. */
  static Network graph(String name, MapShape input, Format format, List<Node> nodes) {
    int outputs = nodes.get(nodes.size() - 1).layer().outputShape().elements();
    double[] ones = new double[outputs];
    Arrays.fill(ones, 1);
    InputQuantizer quantizer =
        InputQuantizer.compile(
            input.elements(),
            List.of(List.of()),
            new Stage.Quantizer(format, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    return new Network(
        name, input.dims(), input, quantizer, nodes, OutputHead.affine(ones, new double[outputs]));
  }
}
