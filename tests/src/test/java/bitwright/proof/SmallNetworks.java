package bitwright.proof;

import bitwright.arith.format.Format;
import bitwright.arith.format.FormatNames;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
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

/** Networks as small as their purpose allows, with seeded random weights and even steps. */
final class SmallNetworks {

  private static final Format WEIGHTS = FormatNames.parse("int3");

  private final Format codes;
  private final MapShape input;
  private final Random random = new Random(1);
  private final List<Node> nodes = new ArrayList<>();

  private SmallNetworks(String format, MapShape input) {
    codes = FormatNames.parse(format);
    this.input = input;
  }

  /** Two sums of two codes. */
  static Network sums() {
    SmallNetworks network = new SmallNetworks("uint2", MapShape.vector(2));
    network.dense(Node.INPUT, 2, false);
    return network.network("sums");
  }

  /** Two layers, 12 → 8 → 6. */
  static Network dense() {
    SmallNetworks network = new SmallNetworks("uint4", MapShape.vector(12));
    network.dense(network.dense(Node.INPUT, 8, true), 6, false);
    return network.network("dense");
  }

  /**
   * Every kind of joint: two convolutions beside an identity, joined by a sum and then by channels.
   */
  static Network residual() {
    SmallNetworks network = new SmallNetworks("uint3", new MapShape(2, 6, 6));
    int a = network.conv(Node.INPUT, Window.square(3, 1, 1), 1, 4);
    int b = network.conv(a, new Window(2, 2, 1, 1, 0, 0, 1, 1, 1, 1), 4, 4);
    int c = network.sum(b, a);
    int d = network.max(c, Window.square(3, 1, 1));
    int e = network.concat(d, c);
    int f = network.conv(e, Window.square(2, 2, 0), 1, 3);
    network.dense(f, 5, false);
    return network.network("residual");
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
    int levels = codes.levels().count();
    BigInteger span = range.max().subtract(range.min());
    List<BigInteger> thresholds =
        IntStream.range(1, levels)
            .mapToObj(
                i ->
                    range
                        .min()
                        .add(
                            span.multiply(BigInteger.valueOf(i))
                                .divide(BigInteger.valueOf(levels))))
            .toList();
    return new Requantizer(
        codes, Collections.nCopies(channels, new StepFunction(thresholds, false)));
  }

  private int dense(int source, int rows, boolean requantizes) {
    WeightMatrix matrix = weights(rows, shape(source).elements());
    DenseLayer plain = new DenseLayer("fc" + nodes.size(), matrix, codes, Optional.empty());
    Optional<Requantizer> requantizer =
        requantizes ? Optional.of(steps(plain.accumulatorRange(), rows)) : Optional.empty();
    return add(new DenseLayer(plain.name(), matrix, codes, requantizer), source);
  }

  private int conv(int source, Window window, int groups, int rows) {
    Patches patches =
        window.isPadded()
            ? Patches.padded(shape(source), codes, window, 0)
            : Patches.unpadded(shape(source), codes, window);
    WeightMatrix matrix = weights(rows, patches.size() / groups);
    String name = "conv" + nodes.size();
    ConvLayer plain = new ConvLayer(name, patches, matrix, groups, Optional.empty());
    Requantizer requantizer = steps(plain.accumulatorRange(), rows);
    return add(new ConvLayer(name, patches, matrix, groups, Optional.of(requantizer)), source);
  }

  private int sum(Integer... sources) {
    List<Format> formats = Collections.nCopies(sources.length, codes);
    List<BigInteger> ones = Collections.nCopies(sources.length, BigInteger.ONE);
    MapShape shape = shape(sources[0]);
    String name = "sum" + nodes.size();
    SumLayer plain = new SumLayer(name, shape, formats, ones, Optional.empty());
    Requantizer requantizer = steps(plain.accumulatorRange(), shape.channels());
    return add(new SumLayer(name, shape, formats, ones, Optional.of(requantizer)), sources);
  }

  private int max(int source, Window window) {
    return add(PoolLayer.max("max" + nodes.size(), shape(source), codes, window), source);
  }

  private int concat(Integer... sources) {
    List<MapShape> shapes = Arrays.stream(sources).map(this::shape).toList();
    return add(new ConcatLayer("cat" + nodes.size(), shapes, codes), sources);
  }

  private Network network(String name) {
    int outputs = shape(nodes.size() - 1).elements();
    double[] ones = new double[outputs];
    Arrays.fill(ones, 1);
    InputQuantizer quantizer =
        InputQuantizer.compile(
            input.elements(),
            List.of(List.of()),
            new Quantizer(codes, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    return new Network(
        name, input.dims(), input, quantizer, nodes, OutputHead.affine(ones, new double[outputs]));
  }
}
