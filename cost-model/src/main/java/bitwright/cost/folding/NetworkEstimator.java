package bitwright.cost.folding;

import bitwright.arith.network.Network;
import bitwright.arith.network.Node;
import bitwright.arith.plan.AcceleratorPlan;
import bitwright.arith.plan.BranchQueue;
import bitwright.arith.plan.StreamShape;
import bitwright.cost.Device;
import bitwright.cost.Resources;
import bitwright.cost.Technology;
import bitwright.cost.timing.Delays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Estimates of one network on one family of devices, for many folds.
 *
 * <p>An estimate equals that of {@link bitwright.cost.CostModel} exactly: same formulas, each
 * evaluated once per layer and choice, per width converter and per branch queue, and looked up from
 * then on. What couples layers is small: the converter depends on the widths on its two sides, a
 * branch queue on the pipelines before it and on the cycles of the whole. May be used by several
 * threads at once.
 */
public final class NetworkEstimator {
  private final Network network;
  private final Technology technology;
  private final Delays delays;
  private final int[][] sources;
  private final BranchQueue[][] queues;
  private final int inputPort;
  private final List<Map<Choice, Candidate>> known;
  private final Joints joints;

  /** For a network and the family of a device, with the corrections that are part of Bitwright. */
  public NetworkEstimator(Network network, Device device) {
    this(network, Technology.of(device.family()), Delays.of(device));
  }

  /** For a network and a technology, on the family's slowest speed grade. */
  public NetworkEstimator(Network network, Technology technology) {
    this(network, technology, Delays.of(technology.family()));
  }

  private NetworkEstimator(Network network, Technology technology, Delays delays) {
    this.network = network;
    this.technology = technology;
    this.delays = delays;
    sources =
        network.nodes().stream()
            .map(node -> node.sources().stream().mapToInt(s -> s).toArray())
            .toArray(int[][]::new);
    queues =
        IntStream.range(0, sources.length)
            .mapToObj(node -> queues(network, node, sources[node].length))
            .toArray(BranchQueue[][]::new);
    inputPort = network.nodes().get(0).sources().indexOf(Node.INPUT);
    known =
        network.nodes().stream()
            .<Map<Choice, Candidate>>map(node -> new ConcurrentHashMap<>())
            .toList();
    joints = new Joints(technology);
  }

  private static BranchQueue[] queues(Network network, int node, int ports) {
    return ports == 1
        ? new BranchQueue[0]
        : IntStream.range(0, ports)
            .mapToObj(port -> BranchQueue.of(network, node, port))
            .toArray(BranchQueue[]::new);
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** What prices are those of. */
  public Technology technology() {
    return technology;
  }

  /** The estimate of a plan of this network. */
  public QuickEstimate estimate(AcceleratorPlan plan) {
    return estimate(plan.layers().stream().map(Choice::of).toList());
  }

  /**
   * The estimate of one choice per layer.
   *
   * @throws IllegalArgumentException if their number differs or a fold does not divide its layer
   * @throws bitwright.cost.CostException if a unit has no formula
   */
  public QuickEstimate estimate(List<Choice> choices) {
    if (choices.size() != sources.length) {
      throw new IllegalArgumentException(
          "network %s has %d layers, but %d choices are given"
              .formatted(network.name(), sources.length, choices.size()));
    }
    Candidate[] layers = new Candidate[sources.length];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = candidate(i, choices.get(i));
    }
    return estimate(layers);
  }

  QuickEstimate estimate(Candidate[] layers) {
    int cycles = 0;
    int fmax = Integer.MAX_VALUE;
    for (Candidate layer : layers) {
      cycles = Math.max(cycles, layer.cycles());
      fmax = Math.min(fmax, layer.fmaxMHz());
    }
    Sum sum = new Sum();
    int[] delays = new int[layers.length];
    int input = layers[0].inputs().get(inputPort).elements();
    for (int i = 0; i < layers.length; i++) {
      sum.add(layers[i].units());
      int slowest = 0;
      for (int source : sources[i]) {
        slowest = source == Node.INPUT ? slowest : Math.max(slowest, delays[source]);
      }
      delays[i] = slowest + layers[i].delay();
      for (int port = 0; port < sources[i].length; port++) {
        int source = sources[i][port];
        int from = source == Node.INPUT ? input : layers[source].outputElements();
        sum.add(converter(layers[i], port, from));
        if (queues[i].length > 0) {
          sum.add(queue(i, port, layers[i], slowest, cycles));
        }
      }
    }
    return new QuickEstimate(sum.total(), cycles, fmax);
  }

  /** The converter in front of a port. */
  Resources converter(Candidate layer, int port, int from) {
    StreamShape stream = layer.inputs().get(port);
    return joints.converter(stream.elementBits(), from, stream.elements());
  }

  /** The queue in front of a port of a node with several sources. */
  Resources queue(int node, int port, Candidate layer, int slowest, int cycles) {
    StreamShape stream = layer.inputs().get(port);
    return joints.queue(stream.bits(), queueDepth(node, port, layer, slowest, cycles));
  }

  /** A queue of a depth. */
  Resources queue(int beatBits, int depth) {
    return joints.queue(beatBits, depth);
  }

  /** Its depth. */
  int queueDepth(int node, int port, Candidate layer, int slowest, int cycles) {
    return queues[node][port].depth(layer.inputs().get(port), slowest, cycles);
  }

  /** The sources of a node. */
  int[] sources(int node) {
    return sources[node];
  }

  /** The port of the first node by which the network's input comes in. */
  int inputPort() {
    return inputPort;
  }

  /** A layer built in one way. */
  Candidate candidate(int node, Choice choice) {
    Candidate candidate = known.get(node).get(choice);
    if (candidate == null) {
      candidate = Pricing.candidate(technology, delays, network, node, choice);
      known.get(node).put(choice, candidate);
    }
    return candidate;
  }
}
