package bitwright.hw.support;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Network;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.math3.fraction.BigFraction;

/** Random networks and folds for tests, from a seed. */
public final class Networks {

  private final Random random;

  /** A source of networks. */
  public Networks(long seed) {
    random = new Random(seed);
  }

  /**
   * A network with random weights, thresholds and directions.
   *
   * @param sizes the columns of the first layer, then the rows of every layer
   * @param weights the format of all weights
   * @param activations the format of all activations
   * @param codesOut whether the last layer requantizes
   */
  public Network network(
      String name, int[] sizes, Format weights, Format activations, boolean codesOut) {
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      int rows = sizes[i + 1];
      WeightMatrix matrix =
          new WeightMatrix(weights, rows, sizes[i], codes(weights, rows * sizes[i]));
      boolean last = i + 2 == sizes.length;
      DenseLayer plain = new DenseLayer("fc" + i, matrix, activations, Optional.empty());
      layers.add(last && !codesOut ? plain : requantized(plain, activations));
    }
    int rows = sizes[sizes.length - 1];
    double[] ones = new double[rows];
    Arrays.fill(ones, 1);
    InputQuantizer quantizer = input(sizes[0], activations);
    return new Network(
        name, List.of(sizes[0]), quantizer, layers, OutputHead.affine(ones, new double[rows]));
  }

  private static InputQuantizer input(int features, Format format) {
    return InputQuantizer.compile(
        features,
        List.of(List.of()),
        new Stage.Quantizer(format, Rounding.TIES_TO_EVEN, BigFraction.ONE));
  }

  /** Random codes that are numbers. */
  public int[] codes(Format format, int count) {
    int[] codes = new int[count];
    for (int i = 0; i < count; i++) {
      do {
        codes[i] = random.nextInt(format.codes());
      } while (!format.isNumber(codes[i]));
    }
    return codes;
  }

  private DenseLayer requantized(DenseLayer layer, Format output) {
    boolean directions = random.nextBoolean();
    List<StepFunction> channels = new ArrayList<>();
    for (int row = 0; row < layer.rows(); row++) {
      var range = layer.weights().accumulatorRange(row, layer.input());
      BigInteger span = range.max().subtract(range.min()).add(BigInteger.TWO);
      List<BigInteger> thresholds = new ArrayList<>();
      for (int t = 1; t < output.levels().count(); t++) {
        BigInteger offset = new BigInteger(span.bitLength() + 4, random).mod(span);
        thresholds.add(range.min().add(offset));
      }
      thresholds.sort(null);
      channels.add(new StepFunction(thresholds, directions && random.nextBoolean()));
    }
    return new DenseLayer(
        layer.name(),
        layer.weights(),
        layer.input(),
        Optional.of(new Requantizer(output, channels)));
  }

  /** Random step functions on a range of sums, one per channel, into a format. */
  public Requantizer requantizer(Format output, IntegerRange range, int count) {
    boolean directions = random.nextBoolean();
    List<StepFunction> channels = new ArrayList<>();
    for (int channel = 0; channel < count; channel++) {
      BigInteger span = range.max().subtract(range.min()).add(BigInteger.TWO);
      List<BigInteger> thresholds = new ArrayList<>();
      for (int t = 1; t < output.levels().count(); t++) {
        BigInteger offset = new BigInteger(span.bitLength() + 4, random).mod(span);
        thresholds.add(range.min().add(offset));
      }
      thresholds.sort(null);
      channels.add(new StepFunction(thresholds, directions && random.nextBoolean()));
    }
    return new Requantizer(output, channels);
  }

  /** A plan with random legal folds. */
  public AcceleratorPlan plan(Network network) {
    List<Fold> folds =
        network.kernels().stream()
            .map(l -> new Fold(divisor(l.rows()), divisor(l.columns())))
            .toList();
    return AcceleratorPlan.of(network, folds);
  }

  private int divisor(int n) {
    List<Integer> divisors = Folding.divisors(n);
    return divisors.get(random.nextInt(divisors.size()));
  }

  /** One of the given things. */
  @SafeVarargs
  public final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A number from low to high, both included. */
  public int number(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }
}
