package bitwright.quantize.real;

import bitwright.arith.network.MapShape;
import bitwright.quantize.ImportException;
import bitwright.quantize.graph.Node;
import bitwright.quantize.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tensors known so far while a float graph is read, and the nodes made of them. */
final class RealScope {

  private final Map<String, RealValue> values = new HashMap<>();
  private final List<RealNode> nodes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  RealScope(Map<String, Tensor> initializers) {
    initializers.forEach((name, tensor) -> values.put(name, new RealValue.Known(tensor)));
  }

  List<RealNode> nodes() {
    return List.copyOf(nodes);
  }

  void define(String tensor, RealValue value) {
    values.put(tensor, value);
  }

  /** Defines a node's first output. */
  void define(Node node, RealValue value) {
    values.put(node.outputs().get(0), value);
  }

  /** Adds an operator and defines the node's output as its result. */
  void add(Node node, RealOperator operator, List<RealValue.Map> inputs, int rank) {
    List<MapShape> shapes = inputs.stream().map(RealValue.Map::shape).toList();
    MapShape output;
    try {
      output = operator.output(shapes);
    } catch (IllegalArgumentException e) {
      throw node.refuse("does not fit what enters it: %s", e.getMessage());
    }
    List<Integer> from = inputs.stream().map(RealValue.Map::node).toList();
    nodes.add(new RealNode(name(node), operator, from, output));
    define(node, new RealValue.Map(nodes.size() - 1, output, rank));
  }

  /** An input that depends on the network's input. */
  RealValue.Map map(Node node, int index) {
    if (value(node, index) instanceof RealValue.Map map) {
      return map;
    }
    throw node.refuse(
        "has a constant as input number %d, where features are needed; fold it before exporting",
        index + 1);
  }

  boolean isKnown(Node node, int index) {
    return value(node, index) instanceof RealValue.Known;
  }

  /** An input that must be a constant. */
  Tensor constant(Node node, int index) {
    if (value(node, index) instanceof RealValue.Known known) {
      return known.tensor();
    }
    throw node.refuse(
        "has the input '%s' that depends on the network's input; it must be a constant",
        Node.shortened(node.inputs().get(index)));
  }

  /** A constant of finite elements, as doubles. */
  double[] reals(Node node, int index) {
    Tensor tensor = constant(node, index);
    if (tensor.firstNonFinite().isPresent()) {
      int at = tensor.firstNonFinite().getAsInt();
      throw node.refuse(
          "has the constant '%s' with the element %s at position %d; all elements must be finite",
          Node.shortened(node.inputs().get(index)), tensor.approximate(at), at);
    }
    double[] reals = new double[tensor.shape().size()];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = tensor.approximate(i);
    }
    return reals;
  }

  /** What leaves the graph. */
  RealValue.Map result(String tensor) {
    if (values.get(tensor) instanceof RealValue.Map map) {
      return map;
    }
    throw ImportException.of(
        "the output '%s' does not depend on the network's input; name the last layer's output",
        Node.shortened(tensor));
  }

  private RealValue value(Node node, int index) {
    if (!node.hasInput(index)) {
      throw node.refuse("lacks its input number %d; %s needs it", index + 1, node.op());
    }
    RealValue value = values.get(node.inputs().get(index));
    if (value == null) {
      throw node.refuse(
          "uses the tensor '%s', an output that is not supported; use another output of its node",
          Node.shortened(node.inputs().get(index)));
    }
    return value;
  }

  /** The node's own name where it is an identifier and free, else its operator and a number. */
  private String name(Node node) {
    String wanted = node.name().replaceAll("[^A-Za-z0-9_]", "_");
    if (wanted.isEmpty() || wanted.length() > 40) {
      wanted = node.op();
    }
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }
}
