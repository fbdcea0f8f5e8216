package bitwright.hw.support;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Rounding;
import bitwright.arith.format.WithZeroFormat;
import bitwright.arith.network.ConcatLayer;
import bitwright.arith.network.ConvLayer;
import bitwright.arith.network.DenseLayer;
import bitwright.arith.network.DepthToSpaceLayer;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.Patches;
import bitwright.arith.network.PoolLayer;
import bitwright.arith.network.SumLayer;
import bitwright.arith.network.UpsampleLayer;
import bitwright.arith.network.WeightMatrix;
import bitwright.arith.network.Window;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.Fold;
import bitwright.arith.plan.Folding;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** Builds small networks with random weights and thresholds, layer by layer. */
public final class GraphBuilder {

  private final Networks random;
  private final MapShape input;
  private final Format inputFormat;
  private final List<Node> nodes = new ArrayList<>();

  /** A network whose input is a map of a format. */
  public GraphBuilder(Networks random, MapShape input, Format inputFormat) {
    this.random = random;
    this.input = input;
    this.inputFormat = inputFormat;
  }

  /** The map that a node gives. */
  public MapShape shape(int node) {
    return node == Node.INPUT ? input : nodes.get(node).layer().outputShape();
  }

  private Format format(int node) {
    return node == Node.INPUT ? inputFormat : nodes.get(node).layer().output().orElseThrow();
  }

  private int add(Layer layer, Integer... sources) {
    nodes.add(new Node(layer, List.of(sources)));
    return nodes.size() - 1;
  }

  private String name(String kind) {
    return kind + nodes.size();
  }

  private Patches patches(int source, Window window) {
    Format format = format(source);
    if (!window.isPadded()) {
      return Patches.unpadded(shape(source), format, window);
    }
    int zero = format.levels().rankOfImage(BigInteger.ZERO);
    return zero < 0
        ? Patches.padded(shape(source), new WithZeroFormat(format), window)
        : Patches.padded(shape(source), format, window, format.levels().code(zero));
  }

  /** A convolution; without an output format accumulators leave. */
  public int conv(
      int source, Window window, int groups, int rows, Format weights, Optional<Format> output) {
    Patches patches = patches(source, window);
    int columns = patches.size() / groups;
    WeightMatrix matrix =
        new WeightMatrix(weights, rows, columns, random.codes(weights, rows * columns));
    ConvLayer plain = new ConvLayer(name("conv"), patches, matrix, groups, Optional.empty());
    Optional<Requantizer> requantizer =
        output.map(f -> random.requantizer(f, plain.accumulatorRange(), rows));
    return add(new ConvLayer(plain.name(), patches, matrix, groups, requantizer), source);
  }

  /** A dense layer over all of a map. */
  public int dense(int source, int rows, Format weights, Optional<Format> output) {
    int columns = shape(source).elements();
    WeightMatrix matrix =
        new WeightMatrix(weights, rows, columns, random.codes(weights, rows * columns));
    DenseLayer plain = new DenseLayer(name("fc"), matrix, format(source), Optional.empty());
    Optional<Requantizer> requantizer =
        output.map(f -> random.requantizer(f, plain.accumulatorRange(), rows));
    return add(new DenseLayer(plain.name(), matrix, format(source), requantizer), source);
  }

  /** Pooling by maximum. */
  public int max(int source, Window window) {
    return add(PoolLayer.max(name("max"), shape(source), format(source), window), source);
  }

  /** Pooling by sum and steps. */
  public int average(int source, Window window, Format output) {
    Patches patches = patches(source, window);
    PoolLayer plain =
        new PoolLayer(name("avg"), patches, PoolLayer.Operation.SUM, Optional.empty());
    Requantizer requantizer =
        random.requantizer(output, plain.accumulatorRange(), shape(source).channels());
    return add(
        new PoolLayer(plain.name(), patches, plain.operation(), Optional.of(requantizer)), source);
  }

  /** An elementwise sum with small random multipliers. */
  public int sum(Format output, Integer... sources) {
    List<Format> formats = Arrays.stream(sources).map(this::format).toList();
    List<BigInteger> multipliers =
        Arrays.stream(sources).map(s -> BigInteger.valueOf(random.number(1, 9))).toList();
    MapShape shape = shape(sources[0]);
    SumLayer plain = new SumLayer(name("sum"), shape, formats, multipliers, Optional.empty());
    IntegerRange range = plain.accumulatorRange();
    Requantizer requantizer = random.requantizer(output, range, shape.channels());
    return add(
        new SumLayer(plain.name(), shape, formats, multipliers, Optional.of(requantizer)), sources);
  }

  /** Joins channels. */
  public int concat(Integer... sources) {
    List<MapShape> shapes = Arrays.stream(sources).map(this::shape).toList();
    return add(new ConcatLayer(name("cat"), shapes, format(sources[0])), sources);
  }

  /** Repeats rows and columns. */
  public int upsample(int source, int rows, int columns) {
    return add(new UpsampleLayer(name("up"), shape(source), format(source), rows, columns), source);
  }

  /** Lays channels out as pixels. */
  public int depthToSpace(int source, int block, DepthToSpaceLayer.Order order) {
    return add(
        new DepthToSpaceLayer(name("d2s"), shape(source), format(source), block, order), source);
  }

  /** The network so far. */
  public Network network(String name) {
    int outputs = shape(nodes.size() - 1).elements();
    double[] ones = new double[outputs];
    Arrays.fill(ones, 1);
    InputQuantizer quantizer =
        InputQuantizer.compile(
            input.elements(),
            List.of(List.of()),
            new Stage.Quantizer(inputFormat, Rounding.TIES_TO_EVEN, BigFraction.ONE));
    return new Network(
        name, input.dims(), input, quantizer, nodes, OutputHead.affine(ones, new double[outputs]));
  }

  /** A plan of random legal folds that needs at most so many cycles, if that can be. */
  public static AcceleratorPlan plan(Networks random, Network network, int cycles) {
    List<Fold> folds = new ArrayList<>();
    for (Layer layer : network.layers()) {
      List<Fold> legal =
          Folding.legal(layer).stream()
              .filter(
                  fold -> bitwright.arith.plan.LayerPlan.of(layer, fold).cyclesPerFrame() <= cycles)
              .toList();
      folds.add(
          legal.isEmpty()
              ? Folding.smallest(layer, cycles)
              : legal.get(random.number(0, legal.size() - 1)));
    }
    return AcceleratorPlan.of(network, folds);
  }
}
