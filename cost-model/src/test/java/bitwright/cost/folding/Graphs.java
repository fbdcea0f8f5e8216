package bitwright.cost.folding;

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

/** Random networks, small enough to try all of their folds. */
final class Graphs {
  private static final List<Integer> SIZES = List.of(2, 3, 4, 6, 8, 12);
  private static final List<String> WEIGHTS = List.of("int2", "int4", "ternary", "e2m1");

  private final Random random;
  private final Format codes = FormatNames.parse("uint2");
  private final MapShape input;
  private final List<Node> nodes = new ArrayList<>();

  private Graphs(Random random, MapShape input) {
    this.random = random;
    this.input = input;
  }

  /** Two to four dense layers. */
  static Network chain(Random random) {
    Graphs graph = new Graphs(random, MapShape.vector(size(random)));
    int last = Node.INPUT;
    int layers = 2 + random.nextInt(2);
    for (int i = 0; i < layers; i++) {
      last = graph.dense(last, size(random), i < layers - 1);
    }
    return graph.network();
  }

  /** A convolution, a pool and a dense layer. */
  static Network convolutions(Random random) {
    Graphs graph = new Graphs(random, new MapShape(2, 6, 6));
    int a = graph.conv(Node.INPUT, Window.square(3, 1, 1), 1, 2 + 2 * random.nextInt(2));
    int b = graph.max(a, Window.square(2, 2, 0));
    graph.dense(b, 3, false);
    return graph.network();
  }

  /** Two convolutions beside an identity, a sum and a dense layer. */
  static Network residual(Random random) {
    Graphs graph = new Graphs(random, new MapShape(2, 4, 6));
    int channels = 2 + random.nextInt(2);
    int a = graph.conv(Node.INPUT, Window.square(1, 1, 0), 1, channels);
    int b = graph.conv(a, Window.square(random.nextBoolean() ? 2 : 1, 1, 0), 1, channels);
    if (graph.shape(b).equals(graph.shape(a))) {
      graph.dense(graph.sum(b, a), 2, false);
    } else {
      int c = graph.conv(a, Window.square(2, 1, 0), channels, channels);
      graph.dense(graph.sum(b, c), 2, false);
    }
    return graph.network();
  }

  /** The network's input beside a convolution of it, joined by channels. */
  static Network concatenation(Random random) {
    Graphs graph = new Graphs(random, new MapShape(2, 5, 4));
    int a = graph.conv(Node.INPUT, Window.square(3, 1, 1), 1, 2 + 2 * random.nextInt(2));
    int b = graph.concat(Node.INPUT, a);
    int c = graph.sum(b, b);
    graph.dense(c, 2, false);
    return graph.network();
  }

  /** A chain of twenty layers of some size. */
  static Network twenty(Random random) {
    Graphs graph = new Graphs(random, MapShape.vector(48));
    int last = Node.INPUT;
    for (int i = 0; i < 20; i++) {
      last = graph.dense(last, 24 + 12 * random.nextInt(3), i < 19);
    }
    return graph.network();
  }

  private static int size(Random random) {
    return SIZES.get(random.nextInt(SIZES.size()));
  }

  private int add(Layer layer, Integer... sources) {
    nodes.add(new Node(layer, List.of(sources)));
    return nodes.size() - 1;
  }

  private MapShape shape(int node) {
    return node == Node.INPUT ? input : nodes.get(node).layer().outputShape();
  }

  private WeightMatrix weights(int rows, int columns) {
    Format format = FormatNames.parse(WEIGHTS.get(random.nextInt(WEIGHTS.size())));
    int[] drawn =
        IntStream.generate(() -> random.nextInt(format.levels().count()))
            .map(format.levels()::code)
            .limit((long) rows * columns)
            .toArray();
    return new WeightMatrix(format, rows, columns, drawn);
  }

  private Requantizer steps(IntegerRange range, int channels) {
    int levels = codes.levels().count();
    BigInteger span = range.max().subtract(range.min());
    List<StepFunction> steps = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      BigInteger shift = BigInteger.valueOf(random.nextInt(3));
      steps.add(
          new StepFunction(
              IntStream.range(1, levels)
                  .mapToObj(
                      i -> span.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(levels)))
                  .map(t -> t.add(range.min()).add(shift))
                  .toList(),
              false));
    }
    return new Requantizer(codes, steps);
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

  private Network network() {
    int outputs = shape(nodes.size() - 1).elements();
    double[] ones = new double[outputs];
    Arrays.fill(ones, 1);
    InputQuantizer quantizer =
        InputQuantizer.compile(
            input.elements(),
            List.of(List.of()),
            new Quantizer(codes, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    return new Network(
        "net", input.dims(), input, quantizer, nodes, OutputHead.affine(ones, new double[outputs]));
  }
}
