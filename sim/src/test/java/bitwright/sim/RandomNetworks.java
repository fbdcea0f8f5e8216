package bitwright.sim;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;

/** Seeded networks of any formats, with rising and falling step functions in the middle range. */
final class RandomNetworks {

  private final Random random;

  RandomNetworks(long seed) {
    random = new Random(seed);
  }

  /** A chain of layers; the last emits accumulators unless it requantizes. */
  Network network(
      String name, Format weights, Format activations, boolean requantizesLast, int... sizes) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 1; i < sizes.length; i++) {
      boolean last = i == sizes.length - 1;
      WeightMatrix matrix =
          new WeightMatrix(
              weights, sizes[i], sizes[i - 1], codes(weights, sizes[i] * sizes[i - 1]));
      Optional<Requantizer> requantizer =
          last && !requantizesLast
              ? Optional.empty()
              : Optional.of(requantizer(matrix, activations));
      layers.add(new DenseLayer("fc" + i, matrix, activations, requantizer));
    }
    int outputs = sizes[sizes.length - 1];
    InputQuantizer input =
        InputQuantizer.compile(
            sizes[0],
            List.of(List.of()),
            new Quantizer(activations, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    double[] scale = random.doubles(outputs, 0.5, 2).toArray();
    return new Network(
        name,
        List.of(sizes[0]),
        input,
        layers,
        OutputHead.affine(scale, random.doubles(outputs).toArray()));
  }

  /** Codes that stand for numbers. */
  int[] codes(Format format, int count) {
    return random.ints(0, format.codes()).filter(format::isNumber).limit(count).toArray();
  }

  CodeMatrix inputs(Network network, int vectors) {
    Format format = network.input().format();
    int width = network.input().features();
    return new CodeMatrix(format, vectors, width, codes(format, vectors * width));
  }

  private Requantizer requantizer(WeightMatrix weights, Format format) {
    List<StepFunction> channels = new ArrayList<>();
    for (int row = 0; row < weights.rows(); row++) {
      IntegerRange range = weights.accumulatorRange(row, format);
      BigInteger span = range.max().subtract(range.min()).shiftRight(2).add(BigInteger.TWO);
      BigInteger low = range.min().add(range.max()).subtract(span).shiftRight(1);
      List<BigInteger> thresholds =
          Stream.generate(() -> low.add(new BigInteger(span.bitLength() + 16, random).mod(span)))
              .limit(format.levels().count() - 1L)
              .sorted()
              .toList();
      channels.add(new StepFunction(thresholds, random.nextInt(3) == 0));
    }
    return new Requantizer(format, channels);
  }
}
