package bitwright.rtl;

import bitwright.arith.dot.CodeMatrix;
import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
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
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A seeded random network: formats of every family, sizes down to one, folds from one lane to fully
 * unrolled, step functions that rise, fall, repeat thresholds and never step.
 */
final class RandomNetwork {

  private static final List<String> ANY =
      List.of(
          "bipolar1",
          "bipolar2",
          "bipolar5",
          "ternary",
          "uint1",
          "int2",
          "int3n",
          "uint4",
          "int4",
          "int5",
          "uint7",
          "int8",
          "pot2",
          "pot3",
          "pot3z",
          "pot4",
          "pot4z",
          "pot5",
          "e1m2",
          "e2m1",
          "e3m0",
          "e2m0b3",
          "e3m2",
          "e2m3",
          "e3m1fn",
          "e4m3fn",
          "e4m3fnuz",
          "e5m2",
          "e4m3ieee",
          "ue2m2",
          "ue3m1fn",
          "e3m2b-2",
          "e5m2fnuz");
  private static final List<String> WIDE = List.of("int12", "uint16", "int16n", "pot6", "e6m1");

  private final Random random;
  private final AcceleratorPlan plan;

  RandomNetwork(long seed) {
    random = new Random(seed);
    int layers = 1 + random.nextInt(3);
    Format format = format(true);
    int width = pick(1, 2, 3, 4, 6, 8, 12, 16, 20, 24);
    List<Integer> inputShape = List.of(width);
    InputQuantizer input =
        InputQuantizer.compile(
            width,
            List.of(List.of()),
            new Quantizer(format, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    List<DenseLayer> list = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      int rows = pick(1, 2, 3, 4, 5, 6, 8, 10, 12);
      Format w = format(true);
      WeightMatrix weights = new WeightMatrix(w, rows, width, codes(w, rows * width));
      boolean requantizes = i < layers - 1 || random.nextInt(3) == 0;
      Format output = format(false);
      list.add(
          new DenseLayer(
              "fc" + i,
              weights,
              format,
              requantizes ? Optional.of(requantizer(weights, format, output)) : Optional.empty()));
      format = output;
      width = rows;
    }
    double[] ones = random.doubles(width, 0.5, 2).toArray();
    Network network =
        new Network("random", inputShape, input, list, OutputHead.affine(ones, new double[width]));
    List<Fold> folds = list.stream().map(this::fold).toList();
    plan = AcceleratorPlan.of(network, folds);
  }

  AcceleratorPlan plan() {
    return plan;
  }

  /** Random codes for the first layer. */
  CodeMatrix inputs(int vectors) {
    Network network = plan.network();
    int width = network.input().features();
    Format format = network.input().format();
    return new CodeMatrix(format, vectors, width, codes(format, vectors * width));
  }

  private int pick(int... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private Format format(boolean mayBeWide) {
    List<String> names = mayBeWide && random.nextInt(8) == 0 ? WIDE : ANY;
    return FormatNames.parse(names.get(random.nextInt(names.size())));
  }

  private int[] codes(Format format, int count) {
    return random.ints(0, format.codes()).filter(format::isNumber).limit(count).toArray();
  }

  private Fold fold(DenseLayer layer) {
    List<Integer> rows = Folding.divisors(layer.rows());
    List<Integer> columns = Folding.divisors(layer.columns());
    return switch (random.nextInt(5)) {
      case 0 -> new Fold(1, 1);
      case 1 -> new Fold(layer.rows(), layer.columns());
      default ->
          new Fold(
              rows.get(random.nextInt(rows.size())), columns.get(random.nextInt(columns.size())));
    };
  }

  /** Thresholds within the middle of a row's range, some of them repeated, some never reached. */
  private Requantizer requantizer(WeightMatrix weights, Format input, Format output) {
    List<StepFunction> channels = new ArrayList<>();
    IntegerRange all = weights.accumulatorRange(input);
    for (int row = 0; row < weights.rows(); row++) {
      IntegerRange range = weights.accumulatorRange(row, input);
      BigInteger span = range.max().subtract(range.min()).add(BigInteger.ONE);
      int kind = random.nextInt(8);
      List<BigInteger> thresholds =
          Stream.generate(() -> new BigInteger(span.bitLength() + 16, random).mod(span))
              .map(t -> kind == 0 ? all.max().add(BigInteger.ONE) : t.add(range.min()))
              .limit(output.levels().count() - 1L)
              .sorted()
              .toList();
      channels.add(new StepFunction(thresholds, random.nextInt(3) == 0));
    }
    return new Requantizer(output, channels);
  }

  @Override
  public String toString() {
    return plan.matrices().stream()
        .map(
            l ->
                "%s × %s %d × %d PE %d SIMD %d → %s"
                    .formatted(
                        l.layer().weights().format().name(),
                        l.layer().input().name(),
                        l.layer().rows(),
                        l.layer().columns(),
                        l.fold().pe(),
                        l.fold().simd(),
                        l.layer().output().map(Format::name).orElse("accumulators")))
        .collect(Collectors.joining("; "));
  }
}
