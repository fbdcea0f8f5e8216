package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of real numbers: operators on feature maps, each after those it depends on. The last
 * node is the output.
 *
 * @param inputName how the file calls its input
 * @param inputDims the dimensions of the input without the batch, as the file has them
 * @param input the input as a map
 * @param nodes the operators
 * @param softmax whether a Softmax over the outputs follows, which changes no ranking
 */
public record RealNetwork(
    String inputName,
    List<Integer> inputDims,
    MapShape input,
    List<RealNode> nodes,
    boolean softmax) {

  /** Stands for the network's input among the inputs of a node. */
  public static final int INPUT = -1;

  /** Copies the lists and checks that all operators fit. */
  public RealNetwork {
    inputDims = List.copyOf(inputDims);
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a network has at least one node");
    }
    for (int i = 0; i < nodes.size(); i++) {
      List<MapShape> shapes = new ArrayList<>();
      for (int from : nodes.get(i).inputs()) {
        if (from < INPUT || from >= i) {
          throw new IllegalArgumentException(
              "node %d takes node %d, which is not before it".formatted(i, from));
        }
        shapes.add(from == INPUT ? input : nodes.get(from).output());
      }
      if (!nodes.get(i).operator().output(shapes).equals(nodes.get(i).output())) {
        throw new IllegalArgumentException(
            "node '%s' does not give %s".formatted(nodes.get(i).name(), nodes.get(i).output()));
      }
    }
  }

  /** The shape of a node's result, or of the input. */
  public MapShape shape(int node) {
    return node == INPUT ? input : nodes.get(node).output();
  }

  /** The shapes of a node's inputs. */
  public List<MapShape> inputShapes(int node) {
    return nodes.get(node).inputs().stream().map(this::shape).toList();
  }

  /** The shape of the outputs. */
  public MapShape output() {
    return nodes.get(nodes.size() - 1).output();
  }

  /** The nodes that take a node's result, or the input, in order. */
  public List<Integer> consumers(int node) {
    List<Integer> consumers = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).inputs().contains(node)) {
        consumers.add(i);
      }
    }
    return consumers;
  }

  /** Positions of the convolutions and fully connected layers, in order. */
  public List<Integer> linears() {
    List<Integer> linears = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).operator() instanceof Linear) {
        linears.add(i);
      }
    }
    return linears;
  }

  /** The linear layer at a position. */
  public Linear linear(int node) {
    return (Linear) nodes.get(node).operator();
  }

  /** Multiply-accumulate operations per input. */
  public long macs() {
    return linears().stream()
        .mapToLong(i -> (long) linear(i).rows() * linear(i).columns() * shape(i).pixels())
        .sum();
  }

  /** Weights and biases. */
  public long parameters() {
    return linears().stream()
        .mapToLong(i -> (long) linear(i).rows() * (linear(i).columns() + 1))
        .sum();
  }

  /** The same network with another operator at a position. */
  public RealNetwork with(int node, RealOperator operator) {
    List<RealNode> changed = new ArrayList<>(nodes);
    changed.set(node, nodes.get(node).withOperator(operator));
    return new RealNetwork(inputName, inputDims, input, changed, softmax);
  }
}
