package bitwright.arith.network;

import bitwright.arith.format.Format;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A quantized network: input quantizer, a graph of layers, output head.
 *
 * @param name a Verilog identifier
 * @param inputShape the shape of one input as the user gives it, without the batch dimension
 * @param inputMap the feature map that the layers see: as many elements, in ONNX order
 * @param input from float32 to codes
 * @param nodes in an order in which each comes after its sources; the last gives the output, and
 *     every other one feeds a later one
 * @param head from the last layer's integers to real outputs, in ONNX order
 */
public record Network(
    String name,
    List<Integer> inputShape,
    MapShape inputMap,
    InputQuantizer input,
    List<Node> nodes,
    OutputHead head) {

  /** Checks that formats and shapes meet. */
  public Network {
    inputShape = List.copyOf(inputShape);
    nodes = List.copyOf(nodes);
    if (!name.matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("network name '%s' is not an identifier".formatted(name));
    }
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("network %s has no layer".formatted(name));
    }
    int features = inputShape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
    if (features != input.features() || features != inputMap.elements()) {
      throw new IllegalArgumentException(
          "input shape %s has %d elements, the input quantizer %d, the input map %d"
              .formatted(inputShape, features, input.features(), inputMap.elements()));
    }
    requireNames(nodes);
    requireUsed(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      for (int port = 0; port < nodes.get(i).sources().size(); port++) {
        requireMeeting(i, port, nodes, inputMap, input.format());
      }
    }
    int outputs = nodes.get(nodes.size() - 1).layer().outputShape().elements();
    if (head.channels() != outputs) {
      throw new IllegalArgumentException(
          "the output head has %d channels, the last layer %d".formatted(head.channels(), outputs));
    }
  }

  /** A chain of fully connected layers. */
  public Network(
      String name,
      List<Integer> inputShape,
      InputQuantizer input,
      List<DenseLayer> layers,
      OutputHead head) {
    this(name, inputShape, MapShape.vector(input.features()), input, chain(layers), head);
  }

  private static List<Node> chain(List<? extends Layer> layers) {
    return IntStream.range(0, layers.size())
        .mapToObj(i -> new Node(layers.get(i), List.of(i - 1)))
        .toList();
  }

  private static void requireNames(List<Node> nodes) {
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      if (!names.add(node.layer().name())) {
        throw new IllegalArgumentException("two layers are named " + node.layer().name());
      }
    }
  }

  private static void requireUsed(List<Node> nodes) {
    Set<Integer> used = new HashSet<>();
    nodes.forEach(node -> used.addAll(node.sources()));
    for (int i = 0; i < nodes.size() - 1; i++) {
      if (!used.contains(i)) {
        throw new IllegalArgumentException(
            "nothing uses layer %s".formatted(nodes.get(i).layer().name()));
      }
    }
  }

  private static void requireMeeting(
      int node, int port, List<Node> nodes, MapShape inputMap, Format inputFormat) {
    Layer layer = nodes.get(node).layer();
    int source = nodes.get(node).sources().get(port);
    if (source < Node.INPUT || source >= node) {
      throw new IllegalArgumentException(
          "layer %s takes its input from node %d".formatted(layer.name(), source));
    }
    MapShape shape = inputMap;
    Format format = inputFormat;
    if (source != Node.INPUT) {
      Layer before = nodes.get(source).layer();
      shape = before.outputShape();
      format =
          before
              .output()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "layer %s has no requantizer".formatted(before.name())));
    }
    MapShape wanted = layer.inputShapes().get(port);
    // A dense layer takes a map as the vector of its stream.
    boolean flattens = layer instanceof DenseLayer && wanted.elements() == shape.elements();
    if (!(wanted.equals(shape) || flattens) || !layer.inputFormats().get(port).equals(format)) {
      throw new IllegalArgumentException(
          "layer %s takes %s × %s but is given %s × %s"
              .formatted(
                  layer.name(),
                  wanted,
                  layer.inputFormats().get(port).name(),
                  shape,
                  format.name()));
    }
  }

  /** The layers, in the nodes' order. */
  public List<Layer> layers() {
    return nodes.stream().map(Node::layer).toList();
  }

  /** The matrix products of all dense and convolutional layers, in order. */
  public List<DenseLayer> kernels() {
    return nodes.stream().flatMap(node -> node.layer().kernel().stream()).toList();
  }

  /** The matrix product of a dense or convolutional layer. */
  public DenseLayer kernel(int node) {
    Layer layer = nodes.get(node).layer();
    return layer
        .kernel()
        .orElseThrow(
            () -> new IllegalArgumentException("layer %s has no weights".formatted(layer.name())));
  }

  /** The nodes that take a node's output (or the network's {@link Node#INPUT}), ascending. */
  public List<Integer> consumers(int source) {
    List<Integer> consumers = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (int s : nodes.get(i).sources()) {
        if (s == source) {
          consumers.add(i);
        }
      }
    }
    return consumers;
  }

  /** The last layer. */
  public Layer last() {
    return nodes.get(nodes.size() - 1).layer();
  }

  /** Whether exact accumulators, not codes, leave the last layer. */
  public boolean emitsAccumulators() {
    return last().output().isEmpty();
  }

  /** The multiply-accumulates of one inference. */
  public long macs() {
    return nodes.stream().mapToLong(n -> n.layer().macs()).sum();
  }
}
