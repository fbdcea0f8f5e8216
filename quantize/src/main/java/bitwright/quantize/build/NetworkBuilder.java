package bitwright.quantize.build;

import bitwright.arith.format.Format;
import bitwright.arith.format.IntegerRange;
import bitwright.arith.format.Levels;
import bitwright.arith.network.InputQuantizer;
import bitwright.arith.network.Layer;
import bitwright.arith.network.MapShape;
import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.network.OutputHead;
import bitwright.arith.network.SumLayer;
import bitwright.arith.step.Requantizer;
import bitwright.arith.step.Stage.Quantizer;
import bitwright.quantize.ImportException;
import bitwright.quantize.build.Streams.Stream;
import bitwright.quantize.signal.Passing;
import bitwright.quantize.signal.Signal;
import bitwright.quantize.signal.Source;
import bitwright.quantize.signal.Source.Computed;
import bitwright.quantize.signal.Step;
import bitwright.quantize.signal.Value;
import bitwright.quantize.tensor.Shape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Compiles the signal that leaves the graph into a network: each source becomes a layer, the steps
 * up to the next quantizer its requantizer, the steps after the last one the output head.
 *
 * <p>A layer gives one stream of codes. Where several are asked of it, it gives those of the last
 * quantizer that all of them pass, and each gets a requantizer of its own from there.
 */
public final class NetworkBuilder {

  private final LayerNames names;
  private final Streams streams;
  private final MapShape inputMap;
  private final List<Node> nodes = new ArrayList<>();
  private final List<IntegerRange> images = new ArrayList<>();
  private final Map<Stream, Integer> nodeOf = new HashMap<>();
  private Optional<InputQuantizer> input = Optional.empty();

  private NetworkBuilder(Signal result, LayerNames names) {
    this.names = names;
    streams = new Streams(result);
    inputMap = InputMap.of(streams);
  }

  /**
   * Builds the network.
   *
   * @param name the network's name
   * @param result what leaves the graph
   * @param names of the layers so far
   */
  public static Network build(String name, Value.Result result, LayerNames names) {
    Signal signal = result.signal();
    if (signal.source() instanceof Source.Input) {
      throw new ImportException(
          "the model has no layer between input and output; it needs a MatMul, Gemm or Conv");
    }
    NetworkBuilder builder = new NetworkBuilder(signal, names);
    int last = signal.lastQuantizer();
    OutputHead head =
        HeadBuilder.build(
            signal,
            signal.steps().subList(last + 1, signal.steps().size()),
            last < 0 ? Optional.empty() : Optional.of(Results.codes(signal).quantizer()),
            result.post(),
            result.k());
    List<Source> sources = builder.streams.sources();
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i) instanceof Computed computed) {
        builder.layer(i, computed);
      } else {
        builder.input(i, (Source.Input) sources.get(i));
      }
    }
    List<Integer> shape = ((Source.Input) sources.get(0)).shape();
    return new Network(
        name, shape, builder.inputMap, builder.input.orElseThrow(), builder.nodes, head);
  }

  private void input(int position, Source.Input source) {
    List<Demand> demands = streams.demands(position);
    CommonCodes common = CommonCodes.of(source, demands);
    Shape shape = new Shape(source.shape());
    int functions = functions(common.steps(), shape);
    int block = shape.size() / functions;
    StepFunctions.requireFew(source.label(), functions, common.quantizer());
    input =
        Optional.of(
            InputQuantizer.compile(
                shape.size(),
                IntStream.range(0, functions)
                    .mapToObj(i -> StepFunctions.stages(common.steps(), i * block))
                    .toList(),
                common.quantizer()));
    derive(position, Node.INPUT, inputMap, common);
  }

  /** How many functions an input needs: one, one per channel, or one per feature. */
  private static int functions(List<Step> steps, Shape shape) {
    if (steps.stream().allMatch(Step::isShared)) {
      return 1;
    }
    int channels = shape.dim(0);
    return steps.stream().allMatch(s -> s.isPerBlock(shape.size() / channels))
        ? channels
        : shape.size();
  }

  private void layer(int position, Computed source) {
    List<Stream> inputs = streams.inputs(position);
    List<MapShape> maps = inputs.stream().map(s -> mapOf(s.source())).toList();
    List<Integer> from = inputs.stream().map(nodeOf::get).toList();
    List<Demand> demands = streams.demands(position);
    Layer bare = source.build(maps, Optional.empty());
    if (source instanceof Passing passing) {
      boolean taken = nodes.stream().anyMatch(n -> n.layer().name().equals(passing.layer()));
      add(
          taken ? passing.named(names.next(passing.layer())).build(maps, Optional.empty()) : bare,
          from,
          from.stream().map(this::images).reduce(IntegerRange::union).orElseThrow());
      derive(position, nodes.size() - 1, source.map(), CommonCodes.of(passing));
    } else if (demands.isEmpty()) {
      add(bare, from, bare.accumulatorRange());
    } else {
      CommonCodes common = CommonCodes.of(source, demands);
      IntegerRange range = bare.accumulatorRange();
      Requantizer requantizer =
          StepFunctions.compile(
              source.label(), source.map(), common.steps(), common.quantizer(), range);
      Layer layer = source.build(maps, Optional.of(requantizer));
      add(layer, from, StepFunctions.images(requantizer, range));
      derive(position, nodes.size() - 1, source.map(), common);
    }
  }

  private void add(Layer layer, List<Integer> from, IntegerRange images) {
    nodes.add(new Node(layer, from));
    this.images.add(images);
  }

  /** The images that a node's codes can have. */
  private IntegerRange images(int node) {
    if (node != Node.INPUT) {
      return images.get(node);
    }
    Levels levels = input.orElseThrow().format().levels();
    return IntegerRange.of(levels.min(), levels.max());
  }

  /** Requantizes the codes of a node to all that is asked of its source. */
  private void derive(int position, int node, MapShape map, CommonCodes common) {
    List<Demand> demands = streams.demands(position);
    for (int i = 0; i < demands.size(); i++) {
      Demand demand = demands.get(i);
      Stream stream = new Stream(position, i);
      if (common.holds(demand)) {
        nodeOf.put(stream, node);
        continue;
      }
      String label = demand.quantize().label();
      Quantizer quantizer = demand.quantize().quantizer();
      Format given = common.quantizer().format();
      IntegerRange range = requantized("unnamed", map, given, Optional.empty()).accumulatorRange();
      Requantizer requantizer =
          StepFunctions.compile(label, map, common.remaining(demand), quantizer, range);
      if (given.equals(quantizer.format()) && StepFunctions.isIdentity(requantizer, images(node))) {
        nodeOf.put(stream, node);
        continue;
      }
      Layer layer = requantized(names.next(label), map, given, Optional.of(requantizer));
      add(layer, List.of(node), StepFunctions.images(requantizer, range));
      nodeOf.put(stream, nodes.size() - 1);
    }
  }

  private static SumLayer requantized(
      String name, MapShape map, Format from, Optional<Requantizer> requantizer) {
    return new SumLayer(name, map, List.of(from), List.of(BigInteger.ONE), requantizer);
  }

  private MapShape mapOf(int source) {
    return streams.sources().get(source) instanceof Computed computed ? computed.map() : inputMap;
  }
}
