package bitwright.quantize.build;

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
import bitwright.quantize.signal.Coefficients;
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
    int shared = sharedPath(demands);
    requireShared(source, demands, shared);
    Demand first = demands.get(0);
    boolean alone = demands.size() == 1;
    List<Step> steps = alone ? first.steps() : first.path().subList(0, shared - 1);
    Step.Quantize quantize =
        alone ? first.quantize() : (Step.Quantize) first.path().get(shared - 1);
    int features = new Shape(source.shape()).size();
    int functions = steps.stream().allMatch(Step::isShared) ? 1 : features;
    StepFunctions.requireFew(source.label(), functions, quantize.quantizer());
    input =
        Optional.of(
            InputQuantizer.compile(
                features,
                IntStream.range(0, functions)
                    .mapToObj(feature -> StepFunctions.stages(steps, feature))
                    .toList(),
                quantize.quantizer()));
    if (alone) {
      nodeOf.put(new Stream(position, 0), Node.INPUT);
    } else {
      derive(position, Node.INPUT, inputMap, quantize, shared);
    }
  }

  private void layer(int position, Computed source) {
    List<Stream> inputs = streams.inputs(position);
    List<MapShape> maps = inputs.stream().map(s -> mapOf(s.source())).toList();
    List<Integer> from = inputs.stream().map(nodeOf::get).toList();
    List<Demand> demands = streams.demands(position);
    Layer bare = source.build(maps, Optional.empty());
    if (source instanceof Passing passing) {
      nodes.add(new Node(bare, from));
      derive(position, nodes.size() - 1, source.map(), passing.inputs().get(0).quantize(), 2);
    } else if (demands.isEmpty()) {
      nodes.add(new Node(bare, from));
    } else {
      int shared = sharedPath(demands);
      requireShared(source, demands, shared);
      Demand first = demands.get(0);
      boolean alone = demands.size() == 1;
      List<Step> steps = alone ? first.steps() : first.path().subList(0, shared - 1);
      Step.Quantize quantize =
          alone ? first.quantize() : (Step.Quantize) first.path().get(shared - 1);
      Requantizer requantizer =
          StepFunctions.compile(
              source.label(), source.map(), steps, quantize.quantizer(), bare.accumulatorRange());
      nodes.add(new Node(source.build(maps, Optional.of(requantizer)), from));
      if (alone) {
        nodeOf.put(new Stream(position, 0), nodes.size() - 1);
      } else {
        derive(position, nodes.size() - 1, source.map(), quantize, shared);
      }
    }
  }

  /** Requantizes the codes of a node to all that is asked of its source. */
  private void derive(int position, int node, MapShape map, Step.Quantize given, int shared) {
    Quantizer quantizer = given.quantizer();
    List<Demand> demands = streams.demands(position);
    for (int i = 0; i < demands.size(); i++) {
      Demand demand = demands.get(i);
      List<Step> steps = new ArrayList<>();
      steps.add(new Step.Affine(Coefficients.all(given.unit()), Coefficients.ZERO));
      steps.addAll(demand.after(shared));
      SumLayer bare = requantized("unnamed", map, quantizer, Optional.empty());
      Requantizer requantizer =
          StepFunctions.compile(
              demand.quantize().label(),
              map,
              steps,
              demand.quantize().quantizer(),
              bare.accumulatorRange());
      int stream = node;
      boolean same = quantizer.format().equals(requantizer.output());
      if (!same || !StepFunctions.isIdentity(requantizer)) {
        String name = names.next(demand.quantize().label());
        nodes.add(
            new Node(requantized(name, map, quantizer, Optional.of(requantizer)), List.of(node)));
        stream = nodes.size() - 1;
      }
      nodeOf.put(new Stream(position, i), stream);
    }
  }

  private static SumLayer requantized(
      String name, MapShape map, Quantizer from, Optional<Requantizer> requantizer) {
    return new SumLayer(name, map, List.of(from.format()), List.of(BigInteger.ONE), requantizer);
  }

  private MapShape mapOf(int source) {
    return streams.sources().get(source) instanceof Computed computed ? computed.map() : inputMap;
  }

  /** How many steps up to a quantizer all demands have in common; 0 if there is none. */
  private static int sharedPath(List<Demand> demands) {
    List<Step> first = demands.get(0).path();
    int shared = 0;
    for (int i = 0; i < first.size(); i++) {
      int at = i;
      boolean same =
          demands.stream()
              .allMatch(d -> d.path().size() > at && d.path().get(at).equals(first.get(at)));
      if (!same) {
        break;
      }
      shared = first.get(i) instanceof Step.Quantize ? i + 1 : shared;
    }
    return shared;
  }

  private static void requireShared(Source source, List<Demand> demands, int shared) {
    if (shared == 0) {
      throw ImportException.of(
          "%s is quantized in two ways, by %s and by %s, but a layer gives one stream of codes; let"
              + " both use one quantizer",
          source.label(), demands.get(0).quantize().label(), demands.get(1).quantize().label());
    }
  }
}
