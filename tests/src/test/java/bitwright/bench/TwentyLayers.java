package bitwright.bench;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.Patches;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.network.Window;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.arith.step.StepFunction;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;

/** Networks of twenty layers with seeded random INT4 weights. */
final class TwentyLayers {
  private static final Format WEIGHTS = FormatNames.parse("int4");
  private static final Format CODES = FormatNames.parse("uint4");

  private final MapShape input;
  private final Random random = new Random(1);
  private final List<Node> nodes = new ArrayList<>();

  private TwentyLayers(MapShape input) {
    this.input = input;
  }

  /** A chain of fully connected layers, 64 to 128 wide. */
  static Network chain() {
    TwentyLayers network = new TwentyLayers(MapShape.vector(128));
    int last = Node.INPUT;
    for (int i = 0; i < 20; i++) {
      last = network.dense(last, i == 19 ? 10 : List.of(64, 96, 128).get(i % 3), i < 19);
    }
    return network.network();
  }

  /** One small layer. */
  static Network tiny() {
    TwentyLayers network = new TwentyLayers(MapShape.vector(4));
    network.dense(Node.INPUT, 4, false);
    return network.network();
  }

  /** A stem, six residual blocks of two convolutions and a sum, and a classifier. */
  static Network residual() {
    TwentyLayers network = new TwentyLayers(new MapShape(3, 16, 16));
    int last = network.conv(Node.INPUT, 16);
    for (int block = 0; block < 6; block++) {
      last = network.sum(network.conv(network.conv(last, 16), 16), last);
    }
    network.dense(last, 10, false);
    return network.network();
  }

  private int add(Layer layer, Integer... sources) {
    nodes.add(new Node(layer, List.of(sources)));
    return nodes.size() - 1;
  }

  private MapShape shape(int node) {
    return node == Node.INPUT ? input : nodes.get(node).layer().outputShape();
  }

  private WeightMatrix weights(int rows, int columns) {
    int[] drawn = random.ints((long) rows * columns, 0, WEIGHTS.codes()).toArray();
    return new WeightMatrix(WEIGHTS, rows, columns, drawn);
  }

  private Requantizer steps(IntegerRange range, int channels) {
    int levels = CODES.levels().count();
    BigInteger span = range.max().subtract(range.min());
    List<StepFunction> steps = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      BigInteger least = range.min().add(BigInteger.valueOf(random.nextInt(16)));
      steps.add(
          new StepFunction(
              IntStream.range(1, levels)
                  .mapToObj(i -> span.multiply(BigInteger.valueOf(i)))
                  .map(t -> least.add(t.divide(BigInteger.valueOf(levels))))
                  .toList(),
              false));
    }
    return new Requantizer(CODES, steps);
  }

  private int dense(int source, int rows, boolean requantizes) {
    WeightMatrix matrix = weights(rows, shape(source).elements());
    DenseLayer plain = new DenseLayer("fc" + nodes.size(), matrix, CODES, Optional.empty());
    Optional<Requantizer> requantizer =
        requantizes ? Optional.of(steps(plain.accumulatorRange(), rows)) : Optional.empty();
    return add(new DenseLayer(plain.name(), matrix, CODES, requantizer), source);
  }

  private int conv(int source, int rows) {
    Patches patches = Patches.padded(shape(source), CODES, Window.square(3, 1, 1), 0);
    WeightMatrix matrix = weights(rows, patches.size());
    String name = "conv" + nodes.size();
    ConvLayer plain = new ConvLayer(name, patches, matrix, 1, Optional.empty());
    Requantizer requantizer = steps(plain.accumulatorRange(), rows);
    return add(new ConvLayer(name, patches, matrix, 1, Optional.of(requantizer)), source);
  }

  private int sum(int left, int right) {
    List<Format> formats = List.of(CODES, CODES);
    List<BigInteger> ones = Collections.nCopies(2, BigInteger.ONE);
    String name = "sum" + nodes.size();
    SumLayer plain = new SumLayer(name, shape(left), formats, ones, Optional.empty());
    Requantizer requantizer = steps(plain.accumulatorRange(), shape(left).channels());
    return add(
        new SumLayer(name, shape(left), formats, ones, Optional.of(requantizer)), left, right);
  }

  private Network network() {
    int outputs = shape(nodes.size() - 1).elements();
    double[] ones = new double[outputs];
    Arrays.fill(ones, 1);
    InputQuantizer quantizer =
        InputQuantizer.compile(
            input.elements(),
            List.of(List.of()),
            new Quantizer(CODES, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    return new Network(
        "twenty",
        input.dims(),
        input,
        quantizer,
        nodes,
        OutputHead.affine(ones, new double[outputs]));
  }
}
